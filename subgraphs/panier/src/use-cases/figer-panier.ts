import { echec, type Echec, enUuid } from '@caisse/subgraph-kit/domaine';

import type { IssueGel } from '../domain/issues.ts';
import type { Panier } from '../domain/panier.ts';
import { panierIntrouvable } from './refus.ts';

export type ResultatGel =
  | { __typename: 'PanierFige'; panier: Panier }
  | Echec<'PanierIntrouvable'>
  | Echec<'PanierIndisponible'>
  | Echec<'PanierVide'>;

interface Dependances {
  gels: { figer(panierId: string, venteId: string): Promise<IssueGel> };
}

/**
 * Freezes a cart for a sale, which gets the lines to charge. Repeated by the same sale, it gives the same lines;
 * after the sale gave the cart back, it is refused for ever.
 */
export async function figerPanier(
  { gels }: Dependances,
  { panierId, venteId }: { panierId: string; venteId: string },
): Promise<ResultatGel> {
  const id = enUuid(panierId);
  if (id === null) return panierIntrouvable(panierId);
  const issue = await gels.figer(id, venteId);
  switch (issue.verdict) {
    case 'FAIT':
      return { __typename: 'PanierFige', panier: issue.panier };
    case 'INTROUVABLE':
      return panierIntrouvable(panierId);
    case 'INDISPONIBLE':
      return echec('PanierIndisponible', 'Ce panier est déjà vendu ou en cours d’encaissement.');
    case 'VIDE':
      return echec('PanierVide', 'Ce panier est vide : ajoutez au moins un produit.');
  }
}
