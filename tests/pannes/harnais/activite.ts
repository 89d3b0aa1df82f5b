import { waitFor } from '@caisse/subgraph-kit/test';

import {
  approvisionner,
  type Caisse,
  estTaxe,
  lignesAuHasard,
  type LigneDemandee,
  preparerPaniers,
} from './caisses.ts';
import { enDoute } from './controle.ts';
import {
  type Conclusion,
  encaisser,
  essayerCheckout,
  retourner,
  type SaisieRetour,
  type SaisieTransfert,
  type SaisieVente,
  transferer,
} from './encaisser.ts';
import type { Scenario } from './fournisseur.ts';
import type { Hasard } from './hasard.ts';
import type { Systeme } from './systeme.ts';

/** A product of which each store has three: whoever asks for more is refused. */
export const RARE = 900;

/** Brings in what the activity needs beside the everyday goods. */
export async function preparerActivite(systeme: Systeme): Promise<void> {
  for (const magasin of [1, 2, 3, 4, 5]) await approvisionner(systeme, magasin, [RARE], 3);
}

/** A few operations of every kind, so that every place of the code is passed. */
export interface Activite {
  ventes: SaisieVente[];
  retours: SaisieRetour[];
  transfert: SaisieTransfert;
  /** What the provider does with the cards of a sale. */
  scenarios: Map<string, Scenario>;
}

/**
 * Prepares operations: sales in cash and by card, one that the card's bank refuses, one that lacks stock, one whose
 * cart is empty, one whose card answer is lost, and returns, whole and in part, of sales that it makes first.
 */
export async function preparer(
  systeme: Systeme,
  caisses: readonly Caisse[],
  hasard: Hasard,
): Promise<Activite> {
  const lignes = (): LigneDemandee[] => lignesAuHasard(hasard);
  const sansTaxe = () => lignesAuHasard(hasard, [6, 8, 10, 12, 14]);
  const demandes: LigneDemandee[][] = [
    ...[lignes(), sansTaxe(), lignes(), sansTaxe(), sansTaxe()],
    ...[[...lignes(), { produitId: RARE, quantite: 4 }], []],
    ...[lignes(), sansTaxe()],
  ];
  const paniers = await preparerPaniers(
    systeme,
    hasard,
    demandes.map((l) => ({ caisse: hasard.choisir(caisses), lignes: l })),
  );
  const scenarios = new Map<string, Scenario>();
  const ventes = paniers.map((panier): SaisieVente => {
    const carte = { mode: 'CARTE' as const, montant: panier.sousTotal };
    const comptant = { mode: 'COMPTANT' as const, montant: 2 * panier.sousTotal + 5_000 };
    const taxe = panier.lignes.some(({ produitId }) => estTaxe(produitId));
    return {
      venteId: hasard.uuid(),
      panierId: panier.id,
      paiements: panier.lignes.length === 0 || taxe ? [comptant] : [carte],
    };
  });
  const [, accordee, , refusee, perdue] = ventes;
  if (!accordee || !refusee || !perdue) throw new Error('The sales by card are missing');
  scenarios.set(refusee.venteId, 'refuser');
  scenarios.set(perdue.venteId, 'perdre-la-reponse');
  // Two cards, of which the second is refused: the first has to be given back.
  const [{ montant } = { montant: 0 }] = refusee.paiements;
  refusee.paiements = [Math.floor(montant / 2), Math.ceil(montant / 2)].map((m) => ({
    mode: 'CARTE',
    montant: m,
  }));
  scenarios.set(`${refusee.venteId}:0`, 'accepter');
  const aRetourner = ventes.splice(7);
  const retours = await Promise.all(
    aRetourner.map(async (saisie, rang): Promise<SaisieRetour> => {
      await encaisser(systeme, saisie);
      const [premiere] = paniers[7 + rang]?.lignes ?? [];
      return {
        ...{ annulationId: hasard.uuid(), venteId: saisie.venteId, motif: 'Essai' },
        ...(rang === 0 &&
          premiere && { lignes: [{ produitId: String(premiere.produitId), quantite: 1 }] }),
      };
    }),
  );
  const transfert: SaisieTransfert = {
    ...{ transfertId: hasard.uuid(), sourceId: '1', destinationId: '2' },
    lignes: lignes().map((l) => ({ produitId: String(l.produitId), quantite: l.quantite })),
  };
  return { ventes, retours, transfert, scenarios };
}

/** Lets the tills do it all at once; each insists until its terminal answer. */
export function jouer(
  systeme: Systeme,
  { ventes, retours, transfert, scenarios }: Activite,
): Promise<Conclusion[]> {
  suivre(systeme, scenarios);
  return Promise.all([
    ...ventes.map((v) => encaisser(systeme, v)),
    ...retours.map((r) => retourner(systeme, r)),
    transferer(systeme, transfert),
  ]);
}

function suivre({ fournisseur }: Systeme, scenarios: Map<string, Scenario>): void {
  fournisseur.choisir = (cle) =>
    scenarios.get(cle) ?? scenarios.get(cle.split(':')[0] ?? '') ?? 'accepter';
}

/**
 * Leaves sales and returns in doubt: they are sent once, by tills that hear nothing, while vente cannot reach stock,
 * and then vente is killed. Somebody else has to finish them.
 */
export async function abandonner(
  systeme: Systeme,
  { ventes, retours, scenarios }: Activite,
): Promise<void> {
  suivre(systeme, scenarios);
  const { liens, processus, journal } = systeme;
  liens['vente-stock'].regler({ trouNoir: true });
  const envois = [
    ...ventes.map((v) => essayerCheckout(systeme, v)),
    ...retours.map((r) => retourner(systeme, r, { patienceMs: 1 })),
  ].map((envoi) => envoi.catch(() => undefined));
  // The empty cart is refused without stock: all but one.
  await waitFor(async () => (await enDoute(systeme)).length >= ventes.length - 1, {
    timeoutMs: 2_500,
  });
  journal.noter({ quoi: 'panne', detail: 'vente killed, its sales abandoned' });
  await processus.vente.tuer();
  liens['vente-stock'].relacher();
  await Promise.all(envois);
}
