import { waitFor } from '@caisse/subgraph-kit/test';

import { approvisionner, type Caisse, COURANTS } from './caisses.ts';
import { attendreLeCalme, laisserSeules } from './controle.ts';
import { encaisser, essayerCheckout, type SaisieVente, transferer } from './encaisser.ts';
import { SANS_CAISSE_MS } from './essai-de-panne.ts';
import type { Hasard } from './hasard.ts';
import { enParallele } from './mesure.ts';
import type { Systeme } from './systeme.ts';
import { preparerVentes } from './ventes.ts';

export interface Magasins {
  systeme: Systeme;
  caisses: readonly Caisse[];
}

/**
 * A history that goes well, unless a defect is there.
 *
 * @param produit a product that no other history has touched
 * @returns what shows the defect beside the invariants
 */
export type Scenario = (magasins: Magasins, hasard: Hasard, produit: number) => Promise<string[]>;

/** The answer of stock to a reservation is lost, and vente asks again. */
export const reponsePerdue: Scenario = async ({ systeme, caisses }, hasard) => {
  const saisies = await preparerVentes(systeme, caisses, hasard, 5);
  const restantes = new Set(saisies.map((s) => s.venteId));
  systeme.liens['vente-stock'].regler({
    perdreReponse: (requete) => {
      const venteId = /"venteId":"([0-9a-f-]{36})/.exec(requete)?.[1] ?? '';
      return requete.includes('reserverStock') && restantes.delete(venteId);
    },
  });
  await Promise.all(saisies.map((s) => encaisser(systeme, s)));
  systeme.liens['vente-stock'].relacher();
  return [];
};

/** A reservation arrives long after its sale was refused. */
export const reservationTardive: Scenario = async ({ systeme, caisses }, hasard, produit) => {
  const [caisse] = caisses;
  if (!caisse) throw new Error('No till is open');
  await approvisionner(systeme, 1, [produit], 5);
  const [saisie] = await preparerVentes(systeme, [caisse], hasard, 1, () => [
    { produitId: produit, quantite: 5 },
  ]);
  const deplacer = (sourceId: string, destinationId: string) =>
    transferer(systeme, {
      ...{ transfertId: hasard.uuid(), sourceId, destinationId },
      lignes: [{ produitId: String(produit), quantite: 5 }],
    });
  const lien = systeme.liens['vente-stock'];
  lien.regler({ retenir: true });
  await essayerCheckout(systeme, saisie as SaisieVente);
  await laisserSeules(systeme);
  await deplacer('1', '6');
  // What is kept stays kept; what comes now passes, finds nothing to sell, and gives up.
  lien.regler({});
  await attendreLeCalme(systeme, SANS_CAISSE_MS);
  await deplacer('6', '1');
  lien.relacher();
  // It has arrived once stock has answered what came after it, on whatever connection.
  await deplacer('1', '6');
  return [];
};

/** Ten tills want the last unit at once. */
export const derniereUnite: Scenario = async ({ systeme, caisses }, hasard, produit) => {
  await approvisionner(systeme, 1, [produit], 1);
  const siennes = caisses.filter((c) => c.magasinId === 1);
  const saisies = await preparerVentes(systeme, siennes, hasard, 10, () => [
    { produitId: produit, quantite: 1 },
  ]);
  const conclusions = await Promise.all(saisies.map((s) => encaisser(systeme, s)));
  const vendues = conclusions.filter((c) => c.resultat.vente).length;
  if (vendues === 1) return [];
  // Goods come in, or nothing could ever be written of a level below zero.
  await approvisionner(systeme, 6, [produit], 20);
  await transferer(systeme, {
    ...{ transfertId: hasard.uuid(), sourceId: '6', destinationId: '1' },
    lignes: [{ produitId: String(produit), quantite: 20 }],
  });
  return [`${vendues} sales of the last unit`];
};

/** Many sales at once, at all tills. */
export const foule: Scenario = async ({ systeme, caisses }, hasard) => {
  const saisies = await preparerVentes(systeme, caisses, hasard, 60);
  await enParallele(saisies, 20, (s) => encaisser(systeme, s));
  return [];
};

/** Lorries that all carry the same five products between the same two places. */
export const camions: Scenario = async ({ systeme }, hasard) => {
  const avant = await systeme.base.interblocages();
  const transferts = Array.from({ length: 60 }, () => ({
    ...{ transfertId: hasard.uuid(), sourceId: '1', destinationId: '2' },
    lignes: COURANTS.slice(0, 5).map((id) => ({ produitId: String(id), quantite: 1 })),
  }));
  // One try each: with the defect, lorries that insist would stop each other for minutes.
  await enParallele(transferts, 16, (t) =>
    transferer(systeme, t, { patienceMs: 0 }).catch(() => undefined),
  );
  const interblocages = (await systeme.base.interblocages()) - avant;
  return interblocages > 0 ? [`${interblocages} deadlocks in PostgreSQL's log`] : [];
};

/**
 * The commits of vente stay on their way to its database, it is frozen, another instance finishes its sales, and only
 * then the commits arrive and it goes on where it stood.
 */
export const commitsTardifs: Scenario = async ({ systeme, caisses }, hasard) => {
  const { liens, processus } = systeme;
  const seconde = await systeme.doubler('vente');
  try {
    const saisies = await preparerVentes(systeme, caisses, hasard, 5);
    liens['vente-base'].regler({ retenir: 'vente.valider' });
    const envois = Promise.all(saisies.map((s) => encaisser(systeme, s)));
    envois.catch(() => undefined);
    await waitFor(() => liens['vente-base'].retenues('vente.valider') > 0, { timeoutMs: 60_000 });
    processus.vente.figer();
    await laisserSeules(systeme);
    await attendreLeCalme(systeme, SANS_CAISSE_MS);
    // The tills hear of it from the other one.
    const premier = { url: seconde.url, subgraph: 'vente' } as const;
    for (const s of saisies) await encaisser(systeme, s, { premier });
    liens['vente-base'].relacher();
    processus.vente.degeler();
    await envois;
    // vente answers once it has read what its late statements were answered.
    for (const s of saisies) await encaisser(systeme, s);
    return [];
  } finally {
    processus.vente.degeler();
    liens['vente-base'].relacher();
    await seconde.tuer();
  }
};

/** The power of the database server fails at the very moment of the last acknowledgement. */
export const coupureALAcquittement: Scenario = async ({ systeme, caisses }, hasard) => {
  // Three times: PostgreSQL itself may write its log to the disk just after the last sale.
  for (let coupure = 0; coupure < 3; coupure += 1) {
    const saisies = await preparerVentes(systeme, caisses, hasard, 10);
    await Promise.all(saisies.map((s) => encaisser(systeme, s)));
    await systeme.base.arreterNet();
    await systeme.base.redemarrer();
  }
  return [];
};
