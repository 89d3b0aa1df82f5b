import { randomBytes } from 'node:crypto';

import { createService as createCaisse } from '@caisse/caisse';
import { createService as createPanier } from '@caisse/panier';
import { createService as createProduit } from '@caisse/produit';
import { createService as createReporting } from '@caisse/reporting';
import { createService as createStock } from '@caisse/stock';
import {
  inProcessTransport,
  localNudges,
  type Logger,
  type ServiceDependencies,
  type Subgraph,
  type SubgraphName,
  type Transport,
} from '@caisse/subgraph-kit';
import type { EmbeddedServer } from '@caisse/subgraph-kit/postgres';
import { createService as createVente } from '@caisse/vente';

const FACTORIES: Readonly<Record<SubgraphName, (dependencies: ServiceDependencies) => Subgraph>> = {
  produit: createProduit,
  stock: createStock,
  vente: createVente,
  panier: createPanier,
  caisse: createCaisse,
  reporting: createReporting,
};

/** The six subgraphs of this process. */
export interface Services {
  all: readonly Subgraph[];
  transport: Transport;
  stop(): Promise<void>;
}

/** Makes and starts the six subgraphs, each on its own database, calling each other in process. */
export async function startServices(server: EmbeddedServer, logger: Logger): Promise<Services> {
  const subgraphs = new Map<SubgraphName, Subgraph>();
  const transport = inProcessTransport(subgraphs);
  // Nothing outside this process needs it, so it need not outlive it.
  const serviceToken = randomBytes(32).toString('hex');
  const nudges = localNudges();
  for (const [name, create] of Object.entries(FACTORIES) as [
    SubgraphName,
    (typeof FACTORIES)[SubgraphName],
  ][]) {
    const databaseUrl = server.url(name);
    const child = logger.child({ service: name });
    subgraphs.set(name, create({ databaseUrl, transport, serviceToken, nudges, logger: child }));
  }
  const all = [...subgraphs.values()];
  await Promise.all(all.map((subgraph) => subgraph.start()));
  return {
    all,
    transport,
    stop: async () => {
      await Promise.all(all.map((subgraph) => subgraph.stop()));
    },
  };
}
