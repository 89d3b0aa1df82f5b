import { PublicError } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

/** As many as a cart has lines. */
const MAXIMUM = 500;

export const produitsPourPanier: NonNullable<QueryResolvers['produitsPourPanier']> = async (
  _parent,
  { ids, jour },
  { produits },
) => {
  if (ids.length > MAXIMUM) {
    throw new PublicError('REQUETE_INVALIDE', `ids compte au plus ${MAXIMUM} identifiants.`);
  }
  const cles = ids.map(enCle).filter((cle) => cle !== null);
  const trouves = await produits.pourPanier(cles, jour);
  return trouves.map(({ id, statuts, ...produit }) => ({
    ...produit,
    id: String(id),
    statuts: [...statuts],
  }));
};
