import type { Panne } from '../../shared/api/panne.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';

/** What went wrong with the last action on the cart, and how to do it over. */
export type EchecPanier =
  | { sorte: 'panne'; panne: Panne; reessayer: () => void }
  | { sorte: 'refus'; code: string; message: string; produitId?: string }
  | { sorte: 'prix'; message: string; ancien: number; nouveau: number; accepter: () => void };

/** What the cart's four result unions have in common, as far as the till shows it. */
export type ReponsePanier = {
  __typename: string;
  code?: string;
  message?: string;
  champs?: { message: string }[];
  ancienPrix?: number;
  nouveauPrix?: number;
};

type Suites = {
  reessayer: () => void;
  produitId?: string;
  surPrix?: (nouveau: number) => void;
};

/** Null when the action succeeded. A refused field speaks for itself, more precisely than the summary. */
export function lireEchec(issue: Issue<ReponsePanier>, suites: Suites): EchecPanier | null {
  if (issue.sorte === 'panne') {
    return { sorte: 'panne', panne: issue.panne, reessayer: suites.reessayer };
  }
  const { __typename, code = '', message = '', champs, ancienPrix, nouveauPrix } = issue.resultat;
  if (__typename === 'Panier') return null;
  const { surPrix, produitId } = suites;
  if (__typename === 'PrixModifie' && surPrix && nouveauPrix !== undefined) {
    const accepter = () => surPrix(nouveauPrix);
    return { sorte: 'prix', message, ancien: ancienPrix ?? 0, nouveau: nouveauPrix, accepter };
  }
  return { sorte: 'refus', code, message: champs?.[0]?.message ?? message, produitId };
}
