import type { CompleteResolvers } from '../generated/graphql.ts';
import { Caisse } from './Caisse.ts';
import { Magasin } from './Magasin.ts';
import { ouvrirSessionCaisse } from './Mutation/ouvrirSessionCaisse.ts';
import { magasin } from './Query/magasin.ts';
import { magasins } from './Query/magasins.ts';
import { sessionCaisse } from './Query/sessionCaisse.ts';
import { SessionCaisse } from './SessionCaisse.ts';

export const resolvers: CompleteResolvers = {
  Query: { magasin, magasins, sessionCaisse },
  Mutation: { ouvrirSessionCaisse },
  Magasin,
  Caisse,
  SessionCaisse,
};
