import {
  createMetrics,
  createSubgraph,
  openDatabase,
  type RequestContext,
  serviceClient,
  type ServiceDependencies,
  type Subgraph,
  type SubgraphName,
  SUJET_VENTES,
} from '@caisse/subgraph-kit';

import { caisseClient } from './clients/caisse-client.ts';
import { panierClient } from './clients/panier-client.ts';
import { stockClient } from './clients/stock-client.ts';
import type { TerminalPaiement } from './clients/terminal-paiement.ts';
import { terminalSimule } from './clients/terminal-simule.ts';
import type { Context } from './context.ts';
import { annulationRepository } from './data/annulation-repository.ts';
import { chargerBareme } from './data/bareme.ts';
import { detailRepository } from './data/detail-repository.ts';
import { evenementRepository } from './data/evenement-repository.ts';
import { createLoaders } from './data/loaders.ts';
import { createPrisma } from './data/prisma.ts';
import { venteRepository } from './data/vente-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';
import { DELAIS, type Delais } from './use-cases/echeance.ts';

/** Settings of vente beside those of every service. */
export interface Reglages {
  /** JSON file of the dated tax rates. */
  BAREME_TAXES?: string | undefined;
  /** The payment provider; a simulated terminal unless given. */
  terminal?: TerminalPaiement;
  delais?: Delais;
}

/** Composes the subgraph vente from what differs between the ways to run. */
export function createService(
  dependencies: ServiceDependencies,
  { BAREME_TAXES, terminal = terminalSimule(), delais = DELAIS }: Reglages = {},
): Subgraph {
  const { databaseUrl, databasePoolMax, logger, nudges, serviceToken, transport } = dependencies;
  const bareme = chargerBareme(BAREME_TAXES);
  const metrics = createMetrics('vente');
  const database = openDatabase({
    url: databaseUrl,
    poolMax: databasePoolMax,
    service: 'vente',
    logger,
    metrics,
  });
  const prisma = createPrisma(database);
  const ventes = venteRepository(prisma);
  const annulations = annulationRepository(prisma);
  const details = detailRepository(prisma);
  const evenements = evenementRepository(prisma);
  const client = (subgraph: SubgraphName, context: RequestContext) =>
    serviceClient({ transport, subgraph, serviceToken, context });
  return createSubgraph<Context>({
    name: 'vente',
    typeDefs,
    resolvers,
    serviceToken,
    logger,
    metrics,
    context: (request) => ({
      ...request,
      ...{ ventes, annulations, details, evenements, terminal, bareme, delais },
      panier: panierClient(client('panier', request)),
      stock: stockClient(client('stock', request)),
      caisse: caisseClient(client('caisse', request)),
      loaders: createLoaders(ventes, annulations, details),
      origine: { requestId: request.requestId, traceId: request.traceparent.slice(3, 35) },
      signaler: () => {
        nudges.send(SUJET_VENTES);
      },
    }),
    ping: () => database.ping(),
    close: async () => {
      await prisma.$disconnect();
      await database.close();
    },
  });
}
