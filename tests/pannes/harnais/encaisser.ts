import { setTimeout as attendre } from 'node:timers/promises';

import type { Panier } from './caisses.ts';
import { envoyer, type ReponseGraphql } from './graphql.ts';
import type { Hasard } from './hasard.ts';
import { ANNULER, CHECKOUT, TRANSFERER } from './operations.ts';
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
  /** Where the first try goes, when it is not where the others go. */
  premier?: string;
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
  const conclusion = await insister(systeme, { venteId }, CHECKOUT, { ...saisie }, conduite);
  const { vente } = conclusion.resultat;
  if (vente) systeme.journal.acquitter({ venteId, total: vente.total, numero: vente.numero });
  return conclusion;
}

/** The same for a return. */
export async function retourner(
  systeme: Systeme,
  saisie: SaisieRetour,
  conduite: Conduite = {},
): Promise<Conclusion> {
  const { annulationId, venteId } = saisie;
  const conclusion = await insister(
    systeme,
    { annulationId, venteId },
    ANNULER,
    { ...saisie },
    conduite,
  );
  const { annulation } = conclusion.resultat;
  if (annulation) systeme.journal.acquitter({ annulationId, total: annulation.total });
  return conclusion;
}

/** Moves goods between two places, as insistently. */
export const transferer = (
  systeme: Systeme,
  saisie: SaisieTransfert,
  conduite: Conduite = {},
): Promise<Conclusion> => insister(systeme, {}, TRANSFERER, { ...saisie }, conduite);

/** One try, for the tests that look at single answers. @throws when there is no GraphQL answer */
export const essayerCheckout = (
  origine: string,
  saisie: SaisieVente,
): Promise<ReponseGraphql<{ resultat: Resultat }>> => envoyer(origine, CHECKOUT, { input: saisie });

async function insister(
  systeme: Systeme,
  ids: { venteId?: string; annulationId?: string },
  query: string,
  input: Record<string, unknown>,
  { premier, patienceMs = 60_000 }: Conduite,
): Promise<Conclusion> {
  const { journal, url, fini } = systeme;
  const debut = performance.now();
  for (let essais = 1, pause = 50; ; essais += 1, pause = Math.min(2 * pause, 800)) {
    journal.noter({ quoi: 'envoi', ...ids, ...(essais === 1 && { detail: input }) });
    let delai = pause;
    try {
      const origine = essais === 1 && premier !== undefined ? premier : url;
      const { data, errors } = await envoyer<{ resultat: Resultat }>(origine, query, { input });
      journal.noter({ quoi: 'reponse', ...ids, detail: errors ?? resume(data?.resultat) });
      if (errors) journal.compterErreur(errors[0]?.extensions?.code ?? 'SANS_CODE');
      const resultat = data?.resultat;
      if (resultat && !resultat.__typename.endsWith('EnCours')) {
        return { resultat, essais, dureeMs: performance.now() - debut };
      }
      delai = Math.min(resultat?.reessayerDansMs ?? pause, 1_000);
    } catch (error) {
      journal.noter({ quoi: 'echec', ...ids, detail: String((error as Error).cause ?? error) });
    }
    if (performance.now() - debut > patienceMs) {
      const id = ids.annulationId ?? ids.venteId ?? '';
      throw new Error(`No terminal answer after ${patienceMs} ms:\n${journal.histoire(id)}`);
    }
    await attendre(delai, null, { signal: fini });
  }
}

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
