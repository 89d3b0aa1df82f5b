import { createService as createCaisse, type Reglages as ReglagesCaisse } from '@caisse/caisse';
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
  type RetentionSettings,
  type ServiceDependencies,
  type Subgraph,
  type SubgraphName,
  type Transport,
} from '@caisse/subgraph-kit';
import type { EmbeddedServer } from '@caisse/subgraph-kit/postgres';
import { createService as createVente, type Reglages as ReglagesVente } from '@caisse/vente';

import type { Journal } from './journal.ts';

type Factory = (dependencies: ServiceDependencies) => Subgraph;

/** What the services read of the environment, beside where things are; each takes what is its own. */
export type ServiceSettings = RetentionSettings &
  Pick<ReglagesVente, 'BAREME_TAXES' | 'TERMINAL' | 'TERMINAL_URL'> &
  Pick<ReglagesCaisse, 'JETON_DUREE_MIN'>;

/** How each service is made. */
export const factories = (settings: ServiceSettings): Readonly<Record<SubgraphName, Factory>> => ({
  produit: createProduit,
  stock: (dependencies) => createStock(dependencies, settings),
  vente: (dependencies) => createVente(dependencies, settings),
  panier: (dependencies) => createPanier(dependencies, settings),
  caisse: (dependencies) => createCaisse(dependencies, settings),
  reporting: (dependencies) => createReporting(dependencies, settings),
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
 * @param settings what takes the money, by which taxes, and how long things are kept
 * @param keys with which each of them, and the router, proves who it is
 */
export async function startServices(
  server: EmbeddedServer,
  journal: Journal,
  settings: ServiceSettings,
  keys: DeploymentKeys,
): Promise<Services> {
  const subgraphs = new Map<SubgraphName, Subgraph>();
  const transport = inProcessTransport(subgraphs);
  const nudges = localNudges();
  // This process makes all the writes: what it keeps for itself is as good as what all would share.
  const cache = memoryStore();
  for (const [name, create] of Object.entries(factories(settings)) as [SubgraphName, Factory][]) {
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
