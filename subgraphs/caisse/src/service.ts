import {
  auditRepository,
  createRetention,
  createSubgraph,
  openService,
  type Query,
  type RetentionSettings,
  type ServiceDependencies,
  type Subgraph,
} from '@caisse/subgraph-kit';

import { v7 as uuidv7 } from 'uuid';

import type { Context } from './context.ts';
import { caisseRepository } from './data/caisse-repository.ts';
import { compteRepository } from './data/compte-repository.ts';
import { connexionRepository } from './data/connexion-repository.ts';
import { employeRepository } from './data/employe-repository.ts';
import { cleDesEssais } from './data/cle-des-essais.ts';
import { essaiRepository } from './data/essai-repository.ts';
import { creerGuichet } from './data/guichet.ts';
import { creerHachage } from './data/hachage.ts';
import { creerJetons } from './data/jetons.ts';
import { createLoaders } from './data/loaders.ts';
import { magasinRepository } from './data/magasin-repository.ts';
import { motsDePasseFaibles } from './data/mots-de-passe-faibles.ts';
import { createPrisma } from './data/prisma.ts';
import { RETENTION } from './data/retention.ts';
import { secretRepository } from './data/secret-repository.ts';
import { sessionCaisseRepository } from './data/session-caisse-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { creerMesures } from './mesures.ts';
import { resolvers } from './resolvers/index.ts';

/** Settings of caisse beside those of every service. */
export interface Reglages extends RetentionSettings {
  /** Life of a person's token, in minutes. */
  JETON_DUREE_MIN?: number | undefined;
  /** The clock, for tests. */
  maintenant?: () => Date;
}

/** Composes the subgraph caisse from what differs between the ways to run. */
export function createService(
  dependencies: ServiceDependencies,
  reglages: Reglages = {},
): Subgraph {
  const { JETON_DUREE_MIN = 60, maintenant = () => new Date() } = reglages;
  const { logger } = dependencies;
  const { prisma, metrics, options } = openService('caisse', dependencies, createPrisma);
  const query: Query = (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values);
  const essais = essaiRepository(prisma, cleDesEssais(dependencies.credentials.privateKey));
  const depots = {
    essais,
    magasins: magasinRepository(prisma),
    caisses: caisseRepository(prisma),
    sessions: sessionCaisseRepository(prisma),
    employes: employeRepository(prisma),
    comptes: compteRepository(prisma),
    connexions: connexionRepository(prisma, essais.condenser),
    secrets: secretRepository(prisma, essais.condenser),
    audit: auditRepository('caisse', query),
  };
  const hachage = creerHachage();
  const guichet = creerGuichet();
  const faibles = motsDePasseFaibles();
  const jetons = creerJetons(dependencies.credentials.privateKey);
  const mesures = creerMesures(metrics);
  return createSubgraph<Context>({
    ...options,
    tasks: [createRetention({ rules: RETENTION, settings: reglages, query, logger, metrics })],
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      ...depots,
      ...{ hachage, guichet, faibles, jetons, maintenant, mesures },
      dureeJetonMs: JETON_DUREE_MIN * 60_000,
      loaders: createLoaders({ ...depots, maintenant }),
      nouvelId: uuidv7,
    }),
  });
}
