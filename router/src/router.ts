import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import {
  createMetrics,
  errorReporting,
  type Handler,
  type Logger,
  maskError,
  type Metrics,
  observedTransport,
  observePlugin,
  projectRoot,
  type RequestContext,
  type SubgraphName,
  type Transport,
} from '@caisse/subgraph-kit';

import { transportDataSource } from './data-source.ts';
import { graphqlHandler } from './graphql-handler.ts';
import { depthRule } from './limits.ts';
import { operationChoice } from './operation-choice.ts';

/** The router: one GraphQL endpoint in front of the six subgraphs. */
export interface Router {
  metrics: Metrics;
  /** Serves `/graphql`: GraphQL over HTTP, and Apollo Sandbox for a browser. */
  handler: Handler;
  stop(): Promise<void>;
}

/**
 * Starts the gateway on the committed supergraph.
 *
 * @param transport how to reach the subgraphs
 * @throws Error when the supergraph cannot be read or planned
 */
export async function createRouter(options: {
  transport: Transport;
  logger: Logger;
}): Promise<Router> {
  const { logger } = options;
  const metrics = createMetrics('router');
  const transport = observedTransport(options.transport, metrics);
  const gateway = new ApolloGateway({
    supergraphSdl: await readFile(join(projectRoot(), 'router', 'supergraph.graphql'), 'utf8'),
    buildService: ({ name }) =>
      transportDataSource(name as SubgraphName, transport) as GraphQLDataSource,
    logger,
  });
  const server = new ApolloServer<RequestContext>({
    gateway,
    logger,
    formatError: maskError,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    validationRules: [depthRule],
    plugins: [
      errorReporting<RequestContext>(),
      observePlugin(metrics),
      operationChoice(),
      ApolloServerPluginLandingPageLocalDefault({ embed: true, includeCookies: false }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return { metrics, handler: graphqlHandler(server, logger), stop: () => server.stop() };
}
