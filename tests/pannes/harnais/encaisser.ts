import { setTimeout as attendre } from 'node:timers/promises';

import type { SubgraphName } from '@caisse/subgraph-kit';

import { caissierDe, gerantDe, LOGISTIQUE, type Personne } from '../../support/identites.ts';

import type { Panier } from './caisses.ts';
import { envoyer, type ReponseGraphql } from './graphql.ts';
import type { Hasard } from './hasard.ts';
import { ABANDONNER, ANNULER, CHECKOUT, TRANSFERER } from './operations.ts';
import type { Systeme } from './systeme.ts';

export interface SaisieTransfert {
  transfertId: string;
  sourceId: string;
  destinationId: string;
  lignes: { produitId: string; quantite: number }[];
}

export interface SaisieVente {
  venteId: string;
  panierId: string;
  sessionCaisseId?: string;
  paiements: { mode: 'COMPTANT' | 'CARTE'; montant: number }[];
}

export interface SaisieRetour {
  annulationId: string;
  venteId: string;
  motif: string;
  lignes?: { produitId: string; quantite: number }[];
}

/** A member of a result union, with the fields that the harness reads. */
export interface Resultat {
  __typename: string;
  code?: string;
  message?: string;
  reessayerDansMs?: number;
  rejoue?: boolean;
  vente?: { id: string; numero: string; total: number } & Record<string, unknown>;
  annulation?: { id: string; total: number };
}

/** A terminal answer, and what it took to get it. */
export interface Conclusion {
  resultat: Resultat;
  essais: number;
  dureeMs: number;
}

export interface Conduite {
  /** Where the first try goes, when it is not where the others go: a router, or a subgraph past it. */
  premier?: string | { url: string; subgraph: SubgraphName };
  /** How long a till insists before the test fails. */
  patienceMs?: number;
}

/** Pays for a cart: cash, a card for the part before taxes and cash for the rest, or a card alone when nothing is taxed. */
export function payer(
  hasard: Hasard,
  { sousTotal }: Panier,
  taxe: boolean,
): SaisieVente['paiements'] {
  const comptant = { mode: 'COMPTANT' as const, montant: sousTotal * 2 + 5_000 };
  const carte = { mode: 'CARTE' as const, montant: sousTotal };
  const choix = hasard.entier(3);
  if (choix === 0) return [comptant];
  return taxe || choix === 1 ? [carte, comptant] : [carte];
}

/** A till: the same venteId is sent until there is a terminal answer, which it then relies on for ever. */
export async function encaisser(
  systeme: Systeme,
  saisie: SaisieVente,
  conduite: Conduite = {},
): Promise<Conclusion> {
  const { venteId } = saisie;
  const caissier = caissierDe(magasinDe(systeme, saisie));
  const envoi = { query: CHECKOUT, input: { ...saisie } };
  const conclusion = await insister(systeme, caissier, { venteId }, envoi, conduite);
  const { vente } = conclusion.resultat;
  if (vente) systeme.journal.acquitter({ venteId, total: vente.total, numero: vente.numero });
  return conclusion;
}

/** A cashier gives the sale up, insisting as a till does. */
export async function abandonner(systeme: Systeme, saisie: SaisieVente): Promise<Resultat> {
  const { venteId } = saisie;
  const caissier = caissierDe(magasinDe(systeme, saisie));
  const envoi = { query: ABANDONNER, input: { venteId } };
  return (await insister(systeme, caissier, { venteId }, envoi, {})).resultat;
}

/** The same for a return. */
export async function retourner(
  systeme: Systeme,
  saisie: SaisieRetour,
  conduite: Conduite = {},
): Promise<Conclusion> {
  const { annulationId, venteId } = saisie;
  const gerant = gerantDe(magasinDe(systeme, saisie));
  const envoi = { query: ANNULER, input: { ...saisie } };
  const conclusion = await insister(systeme, gerant, { annulationId, venteId }, envoi, conduite);
  const { annulation } = conclusion.resultat;
  if (annulation) systeme.journal.acquitter({ annulationId, total: annulation.total });
  return conclusion;
}

/** Moves goods between two places, as insistently. */
export const transferer = (
  systeme: Systeme,
  saisie: SaisieTransfert,
  conduite: Conduite = {},
): Promise<Conclusion> =>
  insister(systeme, LOGISTIQUE, {}, { query: TRANSFERER, input: { ...saisie } }, conduite);

/** One try, for the tests that look at single answers. @throws when there is no GraphQL answer */
export async function essayerCheckout(
  systeme: Systeme,
  saisie: SaisieVente,
): Promise<ReponseGraphql<{ resultat: Resultat }>> {
  const caissier = caissierDe(magasinDe(systeme, saisie));
  const entetes = await systeme.identites.entetesDe(caissier);
  return envoyer(systeme.url, CHECKOUT, { input: saisie }, entetes);
}

/** The store of a sale: that of its cart when it was first sent. @throws for a cart that the harness did not fill */
function magasinDe(
  { magasins }: Systeme,
  { venteId, panierId = '' }: { venteId: string; panierId?: string },
): number {
  const magasin = magasins.get(venteId) ?? magasins.get(panierId);
  if (magasin === undefined) throw new Error(`Nobody knows the store of ${venteId}`);
  magasins.set(venteId, magasin);
  return magasin;
}

async function insister(
  systeme: Systeme,
  personne: Personne,
  ids: { venteId?: string; annulationId?: string },
  { query, input }: { query: string; input: Record<string, unknown> },
  { premier, patienceMs = 60_000 }: Conduite,
): Promise<Conclusion> {
  const { journal, url, fini, identites } = systeme;
  const debut = performance.now();
  for (let essais = 1, pause = 50; ; essais += 1, pause = Math.min(2 * pause, 800)) {
    journal.noter({ quoi: 'envoi', ...ids, ...(essais === 1 && { detail: input }) });
    let delai = pause;
    try {
      const vers = (essais === 1 && premier) || url;
      const [origine, entetes] =
        typeof vers === 'string'
          ? [vers, await identites.entetesDe(personne)]
          : [vers.url, await identites.entetesDuRouteur(personne, vers.subgraph)];
      const { data, errors } = await envoyer<{ resultat: Resultat }>(
        origine,
        query,
        { input },
        entetes,
      );
      journal.noter({ quoi: 'reponse', ...ids, detail: errors ?? resume(data?.resultat) });
      if (errors) {
        const code = errors[0]?.extensions?.code ?? 'SANS_CODE';
        // No insisting helps whoever has no right.
        if (code === 'INTERDIT' || code === 'NON_AUTHENTIFIE') {
          throw new Refus(`${code} for ${JSON.stringify(personne)}:\n${query}`);
        }
        journal.compterErreur(code);
      }
      const resultat = data?.resultat;
      if (resultat && !resultat.__typename.endsWith('EnCours')) {
        return { resultat, essais, dureeMs: performance.now() - debut };
      }
      delai = Math.min(resultat?.reessayerDansMs ?? pause, 1_000);
    } catch (error) {
      if (error instanceof Refus) throw error;
      journal.noter({ quoi: 'echec', ...ids, detail: String((error as Error).cause ?? error) });
    }
    if (performance.now() - debut > patienceMs) {
      const id = ids.annulationId ?? ids.venteId ?? '';
      throw new Error(`No terminal answer after ${patienceMs} ms:\n${journal.histoire(id)}`);
    }
    await attendre(delai, null, { signal: fini });
  }
}

class Refus extends Error {}

function resume(resultat: Resultat | undefined): unknown {
  if (!resultat) return null;
  const { __typename, rejoue, vente, annulation, message } = resultat;
  return {
    __typename,
    rejoue,
    message,
    numero: vente?.numero,
    total: (vente ?? annulation)?.total,
  };
}
