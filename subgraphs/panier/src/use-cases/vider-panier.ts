import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { IssueVidage } from '../domain/issues.ts';
import type { Panier } from '../domain/panier.ts';
import { type EchecPanier, panierIntrouvable, refuser } from './refus.ts';

export type ResultatVidage = { __typename: 'Panier'; panier: Panier } | EchecPanier;

interface Dependances {
  paniers: { vider(id: string): Promise<IssueVidage> };
}

/** Removes every line of a cart. */
export async function viderPanier(
  { paniers }: Dependances,
  { panierId }: { panierId: string },
): Promise<ResultatVidage> {
  const id = enUuid(panierId);
  if (id === null) return panierIntrouvable(panierId);
  const issue = await paniers.vider(id);
  return issue.verdict === 'FAIT'
    ? { __typename: 'Panier', panier: issue.panier }
    : refuser(issue, panierId);
}
