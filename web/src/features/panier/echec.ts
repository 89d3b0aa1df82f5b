import type { Panne } from '../../shared/api/panne.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';

/** Why a change of the cart was not made; data alone, so that it can be kept. */
export type Echec =
  | { sorte: 'panne'; panne: Panne }
  | { sorte: 'refus'; code: string; message: string }
  | { sorte: 'prix'; message: string; ancien: number; nouveau: number }
  /** No product has this code. */
  | { sorte: 'inconnu' }
  /** The browser stopped while it was under way to a cart that is gone. */
  | { sorte: 'interrompu' };

/** What the cart's result unions have in common, as far as the till shows it. */
export type ReponsePanier = {
  __typename: string;
  code?: string;
  message?: string;
  champs?: { message: string }[];
  ancienPrix?: number;
  nouveauPrix?: number;
};

/** Refusals after which this cart can no longer be filled, so that the way on is another cart. */
const SANS_RETOUR = new Set(['PANIER_NON_MODIFIABLE', 'PANIER_INTROUVABLE', 'CLE_REUTILISEE']);

/** Refusals after which the way on is the same cart at the prices and taxes of today. */
const A_RENOUVELER = new Set(['PANIER_EXPIRE', 'STATUT_MODIFIE']);

export const demandeUnAutrePanier = (echec: Echec) =>
  echec.sorte === 'refus' && SANS_RETOUR.has(echec.code);

export const demandeUnRenouvellement = (echec: Echec) =>
  echec.sorte === 'refus' && A_RENOUVELER.has(echec.code);

/** Null when the action succeeded. A refused field speaks for itself, more precisely than the summary. */
export function lireEchec(issue: Issue<ReponsePanier>): Echec | null {
  if (issue.sorte === 'panne') return { sorte: 'panne', panne: issue.panne };
  const { __typename, code = '', message = '', champs, ancienPrix, nouveauPrix } = issue.resultat;
  if (__typename === 'Panier') return null;
  if (__typename === 'PrixModifie' && nouveauPrix !== undefined) {
    return { sorte: 'prix', message, ancien: ancienPrix ?? 0, nouveau: nouveauPrix };
  }
  return { sorte: 'refus', code, message: champs?.[0]?.message ?? message };
}
