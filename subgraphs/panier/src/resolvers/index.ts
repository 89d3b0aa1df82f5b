import type { CompleteResolvers } from '../generated/graphql.ts';
import { ChangementLigne } from './ChangementLigne.ts';
import { LignePanier } from './LignePanier.ts';
import { ajouterAuPanier } from './Mutation/ajouterAuPanier.ts';
import { creerPanier } from './Mutation/creerPanier.ts';
import { figerPanier } from './Mutation/figerPanier.ts';
import { libererPanier } from './Mutation/libererPanier.ts';
import { modifierLignePanier } from './Mutation/modifierLignePanier.ts';
import { renouvelerPanier } from './Mutation/renouvelerPanier.ts';
import { viderPanier } from './Mutation/viderPanier.ts';
import { Panier } from './Panier.ts';
import { panier } from './Query/panier.ts';

export const resolvers: CompleteResolvers = {
  Query: { panier },
  Mutation: {
    ajouterAuPanier,
    creerPanier,
    figerPanier,
    libererPanier,
    modifierLignePanier,
    renouvelerPanier,
    viderPanier,
  },
  Panier,
  LignePanier,
  ChangementLigne,
};
