import { type Identity, ownStore } from '@caisse/subgraph-kit';
import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { IssueVidage } from '../domain/issues.ts';
import type { Panier } from '../domain/panier.ts';
import { type EchecPanier, panierIntrouvable, refuser } from './refus.ts';

export type ResultatVidage = { __typename: 'Panier'; panier: Panier } | EchecPanier;

interface Dependances {
  identity: Identity;
  paniers: { vider(id: string, magasinId: number | null): Promise<IssueVidage> };
}

/**
 * Removes every line of a cart.
 *
 * @throws PublicError INTERDIT when the cart is of another store
 */
export async function viderPanier(
  { identity, paniers }: Dependances,
  { panierId }: { panierId: string },
): Promise<ResultatVidage> {
  const id = enUuid(panierId);
  if (id === null) return panierIntrouvable(panierId);
  const issue = await paniers.vider(id, ownStore(identity));
  return issue.verdict === 'FAIT'
    ? { __typename: 'Panier', panier: issue.panier }
    : refuser(issue, panierId);
}
