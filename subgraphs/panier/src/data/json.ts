import type { Panier } from '../domain/panier.ts';

/** A cart as the functions of the database write it. */
export interface PanierJson extends Omit<Panier, 'figeLe'> {
  figeLe: string | null;
}

/** An outcome as the functions of the database write it: the same, with the cart in JSON. */
export type EnJson<Issue> = Issue extends { panier: Panier }
  ? Omit<Issue, 'panier'> & { panier: PanierJson }
  : Issue;

export function lirePanier({ figeLe, ...panier }: PanierJson): Panier {
  return { ...panier, figeLe: figeLe === null ? null : new Date(figeLe) };
}

export function lireIssue<Issue extends { verdict: string }>(json: EnJson<Issue>): Issue {
  // The inverse of EnJson, which the compiler cannot follow through a generic.
  const issue = json as unknown as Issue & { panier?: PanierJson };
  return issue.panier ? { ...issue, panier: lirePanier(issue.panier) } : issue;
}
