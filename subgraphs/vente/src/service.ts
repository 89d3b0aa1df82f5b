import {
  auditRepository,
  type Caller,
  createSubgraph,
  newTraceparent,
  openService,
  type ServiceDependencies,
  type Subgraph,
  SUJET_VENTES,
} from '@caisse/subgraph-kit';

import { balayeurs } from './balayeurs.ts';
import { caisseClient } from './clients/caisse-client.ts';
import { panierClient } from './clients/panier-client.ts';
import { stockClient } from './clients/stock-client.ts';
import { terminalHttp } from './clients/terminal-http.ts';
import type { TerminalPaiement } from './clients/terminal-paiement.ts';
import { terminalSimule } from './clients/terminal-simule.ts';
import type { Context } from './context.ts';
import { annulationRepository } from './data/annulation-repository.ts';
import { chargerBareme } from './data/bareme.ts';
import { detailRepository } from './data/detail-repository.ts';
import { evenementRepository } from './data/evenement-repository.ts';
import { createLoaders } from './data/loaders.ts';
import { createPrisma } from './data/prisma.ts';
import { repriseRepository } from './data/reprise-repository.ts';
import { venteRepository } from './data/vente-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { creerMesures } from './mesures.ts';
import { resolvers } from './resolvers/index.ts';
import { ouvrirBaux } from './use-cases/baux.ts';
import { DELAIS, type Delais } from './use-cases/echeance.ts';
import type { FaitInscrit } from './use-cases/poursuivre-vente.ts';

/** Settings of vente beside those of every service. */
export interface Reglages {
  /** JSON file of the dated tax rates. */
  BAREME_TAXES?: string | undefined;
  /** Where the payment provider is; a simulated terminal unless given. */
  TERMINAL_URL?: string | undefined;
  /** The payment provider itself, for tests. */
  terminal?: TerminalPaiement;
  delais?: Delais;
}

/** Composes the subgraph vente from what differs between the ways to run. */
export function createService(
  dependencies: ServiceDependencies,
  {
    BAREME_TAXES,
    TERMINAL_URL,
    terminal = TERMINAL_URL ? terminalHttp(TERMINAL_URL) : terminalSimule(),
    delais = DELAIS,
  }: Reglages = {},
): Subgraph {
  const { logger, nudges } = dependencies;
  const bareme = chargerBareme(BAREME_TAXES);
  const { prisma, metrics, options, call } = openService('vente', dependencies, createPrisma);
  const ventes = venteRepository(prisma);
  const annulations = annulationRepository(prisma);
  const details = detailRepository(prisma);
  const evenements = evenementRepository(prisma);
  const reprises = repriseRepository(prisma);
  const audit = auditRepository('vente', (sql, ...values) =>
    prisma.$queryRawUnsafe(sql, ...values),
  );
  const baux = ouvrirBaux(delais.bail, logger);
  const mesures = creerMesures(metrics, reprises, logger);
  /** What a sale and its return need, on behalf of one request. */
  const pour = (context: Caller) => {
    return {
      ...{ ventes, annulations, details, terminal, bareme },
      panier: panierClient(call('panier', context)),
      stock: stockClient(call('stock', context)),
      caisse: caisseClient(call('caisse', context)),
      signaler: (fait: FaitInscrit) => {
        mesures.compterFait(fait);
        nudges.send(SUJET_VENTES);
      },
    };
  };
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      ...pour(request),
      ...{ evenements, delais, mesures, baux, audit },
      rendreVente: (vente) => reprises.rendreVente(vente),
      rendreAnnulation: (annulation) => reprises.rendreAnnulation(annulation),
      loaders: createLoaders(ventes, annulations, details),
      origine: { requestId: request.requestId, traceId: request.traceparent.slice(3, 35) },
    }),
    tasks: balayeurs({
      dependances: ({ requestId, traceId }, ids) =>
        pour({ requestId, traceparent: newTraceparent(traceId), ids }),
      ...{ reprises, delais, mesures, logger },
    }),
    close: async () => {
      await baux.rendreTout();
      await options.close();
    },
  });
}
