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
  type Credentials,
  errorReporting,
  type Handler,
  identitySigner,
  type Logger,
  maskError,
  type Metrics,
  observedTransport,
  observePlugin,
  type SubgraphName,
  type Transport,
} from '@caisse/subgraph-kit';

import { type OpenIdProvider, personVerifier } from './acces/person.ts';
import type { RouterContext } from './context.ts';
import { transportDataSource } from './data-source.ts';
import { graphqlHandler } from './graphql-handler.ts';
import { depthRule } from './limits.ts';
import { operationChoice } from './operation-choice.ts';
import { readSupergraph } from './supergraph.ts';

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
 * @param options.transport how to reach the subgraphs
 * @param options.credentials the router's own: it signs for the people who ask
 * @param options.provider signs people in, in place of the subgraph caisse
 * @throws Error when the supergraph cannot be read or planned
 */
export async function createRouter(options: {
  transport: Transport;
  credentials: Credentials;
  provider?: OpenIdProvider | undefined;
  logger: Logger;
}): Promise<Router> {
  const { logger, credentials, provider } = options;
  const metrics = createMetrics('router');
  const transport = observedTransport(options.transport, metrics);
  const signer = identitySigner('router', credentials);
  const people = personVerifier({ publicKeys: credentials.publicKeys, provider });
  const gateway = new ApolloGateway({
    supergraphSdl: await readSupergraph(),
    buildService: ({ name }) =>
      transportDataSource(name as SubgraphName, transport, signer) as GraphQLDataSource,
    logger,
  });
  const server = new ApolloServer<RouterContext>({
    gateway,
    logger,
    formatError: maskError,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    validationRules: [depthRule],
    plugins: [
      errorReporting<RouterContext>(),
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
  return { metrics, handler: graphqlHandler(server, people, logger), stop: () => server.stop() };
}
