import { createService as createCaisse } from '@caisse/caisse';
import { createService as createPanier } from '@caisse/panier';
import { createService as createProduit } from '@caisse/produit';
import { createService as createReporting } from '@caisse/reporting';
import { createService as createStock } from '@caisse/stock';
import {
  type Credentials,
  credentialsOf,
  type DeploymentKeys,
  inProcessTransport,
  localNudges,
  memoryStore,
  type ServiceDependencies,
  type Subgraph,
  type SubgraphName,
  type Transport,
} from '@caisse/subgraph-kit';
import type { EmbeddedServer } from '@caisse/subgraph-kit/postgres';
import { createService as createVente, type Reglages } from '@caisse/vente';

import type { Journal } from './journal.ts';

type Factory = (dependencies: ServiceDependencies) => Subgraph;

const factories = (vente: Reglages): Readonly<Record<SubgraphName, Factory>> => ({
  produit: createProduit,
  stock: createStock,
  vente: (dependencies) => createVente(dependencies, vente),
  // A cart shows the taxes that its receipt will have.
  panier: (dependencies) => createPanier(dependencies, { BAREME_TAXES: vente.BAREME_TAXES }),
  caisse: createCaisse,
  reporting: createReporting,
});

/** The six subgraphs of this process. */
export interface Services {
  all: readonly Subgraph[];
  transport: Transport;
  /** What the router proves who it is with. */
  routerCredentials: Credentials;
  stop(): Promise<void>;
}

/**
 * Makes and starts the six subgraphs, each on its own database, calling each other in process.
 *
 * @param vente what takes the money, and by which taxes
 * @param keys with which each of them, and the router, proves who it is
 */
export async function startServices(
  server: EmbeddedServer,
  journal: Journal,
  vente: Reglages,
  keys: DeploymentKeys,
): Promise<Services> {
  const subgraphs = new Map<SubgraphName, Subgraph>();
  const transport = inProcessTransport(subgraphs);
  const nudges = localNudges();
  // This process makes all the writes: what it keeps for itself is as good as what all would share.
  const cache = memoryStore();
  for (const [name, create] of Object.entries(factories(vente)) as [SubgraphName, Factory][]) {
    const databaseUrl = server.url(name);
    const logger = journal.loggerOf(name);
    const credentials = credentialsOf(keys, name);
    subgraphs.set(name, create({ databaseUrl, transport, credentials, nudges, logger, cache }));
  }
  const all = [...subgraphs.values()];
  await Promise.all(all.map((subgraph) => subgraph.start()));
  return {
    all,
    transport,
    routerCredentials: credentialsOf(keys, 'router'),
    stop: async () => {
      await Promise.all(all.map((subgraph) => subgraph.stop()));
    },
  };
}
