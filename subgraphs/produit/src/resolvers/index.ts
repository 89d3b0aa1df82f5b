import type { CompleteResolvers } from '../generated/graphql.ts';
import { Audit } from './Audit.ts';
import { modifierProduit } from './Mutation/modifierProduit.ts';
import { Produit } from './Produit.ts';
import { produit } from './Query/produit.ts';
import { produits } from './Query/produits.ts';
import { produitsPourPanier } from './Query/produitsPourPanier.ts';

export const resolvers: CompleteResolvers = {
  Query: { produit, produits, produitsPourPanier },
  Mutation: { modifierProduit },
  Audit,
  Produit,
};
