import { echec, type Echec, enCle, enUuid } from '@caisse/subgraph-kit/domaine';

import type { IssueGel } from '../domain/issues.ts';
import type { Panier } from '../domain/panier.ts';
import { panierExpire, panierIntrouvable } from './refus.ts';

export type ResultatGel =
  | { __typename: 'PanierFige'; panier: Panier }
  | Echec<'PanierIntrouvable'>
  | Echec<'PanierAutreMagasin'>
  | Echec<'PanierIndisponible'>
  | Echec<'PanierExpire'>
  | Echec<'PanierVide'>;

interface Dependances {
  gels: {
    figer(
      panierId: string,
      venteId: string,
      magasinId: number | null,
      jour: string | null,
    ): Promise<IssueGel>;
  };
}

interface Saisie {
  panierId: string;
  venteId: string;
  /** The store of who sells: only its carts may be sold. Absent when every store's may. */
  magasinId?: string | null | undefined;
  /** Business day of the sale: a cart of an earlier one is refused. Absent in sales of replicas of before. */
  jour?: string | null | undefined;
}

/** No cart has it: a store id that cannot exist is looked for like any other. */
const AUCUN_MAGASIN = 0;

/**
 * Freezes a cart for a sale, which gets the lines to charge. Repeated by the same sale, it gives the same lines;
 * after the sale gave the cart back, it is refused for ever.
 */
export async function figerPanier(
  { gels }: Dependances,
  { panierId, venteId, magasinId, jour }: Saisie,
): Promise<ResultatGel> {
  const id = enUuid(panierId);
  if (id === null) return panierIntrouvable(panierId);
  const magasin = magasinId ? (enCle(magasinId) ?? AUCUN_MAGASIN) : null;
  const issue = await gels.figer(id, venteId, magasin, jour ?? null);
  switch (issue.verdict) {
    case 'FAIT':
      return { __typename: 'PanierFige', panier: issue.panier };
    case 'INTROUVABLE':
      return panierIntrouvable(panierId);
    case 'AUTRE_MAGASIN':
      return echec('PanierAutreMagasin', 'Ce panier est d’un autre magasin.');
    case 'INDISPONIBLE':
      return echec('PanierIndisponible', 'Ce panier est déjà vendu ou en cours d’encaissement.');
    case 'EXPIRE':
      return panierExpire();
    case 'VIDE':
      return echec('PanierVide', 'Ce panier est vide : ajoutez au moins un produit.');
  }
}
