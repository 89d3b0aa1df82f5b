import type { CompleteResolvers } from '../generated/graphql.ts';
import { Audit } from './Audit.ts';
import { Caisse } from './Caisse.ts';
import { Employe } from './Employe.ts';
import { Magasin } from './Magasin.ts';
import { ouvrirSessionCaisse } from './Mutation/ouvrirSessionCaisse.ts';
import { seConnecter } from './Mutation/seConnecter.ts';
import { audit } from './Query/audit.ts';
import { magasin } from './Query/magasin.ts';
import { magasins } from './Query/magasins.ts';
import { moi } from './Query/moi.ts';
import { sessionCaisse } from './Query/sessionCaisse.ts';
import { SessionCaisse } from './SessionCaisse.ts';

export const resolvers: CompleteResolvers = {
  Query: { audit, magasin, magasins, moi, sessionCaisse },
  Mutation: { ouvrirSessionCaisse, seConnecter },
  Magasin,
  Caisse,
  SessionCaisse,
  Employe,
  Audit,
};
