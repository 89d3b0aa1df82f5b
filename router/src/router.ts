import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
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
  type Metrics,
  observedTransport,
  observePlugin,
  type SubgraphName,
  type Transport,
} from '@caisse/subgraph-kit';
import type { GraphQLSchema } from 'graphql';

import { closedSignIns } from './acces/closed-sign-ins.ts';
import { type OpenIdProvider, personVerifier } from './acces/person.ts';
import { signInAttempts } from './acces/sign-in-attempts.ts';
import type { RouterContext } from './context.ts';
import { transportDataSource } from './data-source.ts';
import { documentStore } from './document-store.ts';
import { formatError, retryHint } from './format-error.ts';
import { graphqlHandler } from './graphql-handler.ts';
import { createGate } from './limits/gate.ts';
import { LIMITS } from './limits/limits.ts';
import { readManifests } from './operations/manifest.ts';
import { persistedOperations } from './operations/persisted-operations.ts';
import { createOverload } from './overload.ts';
import { POLICIES, secured } from './security-headers.ts';
import { DEFAULT_SETTINGS, type RouterSettings } from './settings.ts';
import { readSupergraph } from './supergraph.ts';

/** Size of the plans that are kept, as JSON; those of the clients take a tenth. */
const PLANS_MIB = 5;

/** The router: one GraphQL endpoint in front of the six subgraphs. */
export interface Router {
  metrics: Metrics;
  /** Serves `/graphql`: GraphQL over HTTP, and Apollo Sandbox for a browser where one tries the API out. */
  handler: Handler;
  /** Resolves when people can be let in, rejects with the reason otherwise. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** What the composition root gives to the router. */
export interface RouterOptions {
  /** How to reach the subgraphs. */
  transport: Transport;
  /** The router's own: it signs for the people who ask. */
  credentials: Credentials;
  /** Signs people in, in place of the subgraph caisse. */
  provider?: OpenIdProvider | undefined;
  /** Anyone may read the schema, not only administrators: where one tries the API out. */
  openIntrospection?: boolean;
  /**
   * `/graphql` in a browser is Apollo Sandbox, whose script comes from Apollo's site: for a demonstration, never on
   * the origin of tills that sell.
   */
  sandbox?: boolean;
  settings?: RouterSettings | undefined;
  /** Folder that keeps what a router must know again after a restart. */
  stateDir?: string | undefined;
  logger: Logger;
}

/**
 * Starts the gateway on the committed supergraph.
 *
 * @throws Error when the supergraph cannot be read or planned, or a manifest of operations is wrong
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { logger, credentials, provider, settings = DEFAULT_SETTINGS, sandbox = false } = options;
  const metrics = createMetrics('router');
  const transport = observedTransport(options.transport, metrics);
  const signer = identitySigner('router', credentials);
  // A provider's sign-ins end at the provider.
  const closed = provider
    ? undefined
    : closedSignIns({
        ...{ transport, signer, logger },
        folder: options.stateDir,
      });
  const supergraph = await readSupergraph();
  const { server, schema } = await startServer({
    supergraphSdl: supergraph.sdl,
    dataSource: (subgraph) => transportDataSource(subgraph, transport, signer),
    ...{ sandbox, metrics, logger },
  });
  await closed?.start();
  const fermees = settings.OPERATIONS === 'fermees';
  const handler = graphqlHandler({
    server,
    people: personVerifier({
      publicKeys: credentials.publicKeys,
      provider,
      isRevoked: (connexionId) => closed?.has(connexionId) ?? false,
    }),
    gate: createGate(schema, supergraph.joinedFields),
    publicFields: supergraph.publicFields,
    operations: persistedOperations(readManifests(settings.OPERATIONS_FILES, fermees), fermees),
    overload: createOverload(settings, metrics),
    signIns: signInAttempts(settings, metrics),
    origins: new Set(settings.CORS_ORIGINS),
    addressHeader: settings.CLIENT_ADDRESS_HEADER,
    openIntrospection: options.openIntrospection ?? false,
    logger,
  });
  return {
    metrics,
    handler: secured(handler, () => (sandbox ? POLICIES.sandbox : POLICIES.api)),
    ready: async () => closed?.check(),
    stop: async () => {
      await closed?.stop();
      await server.stop();
    },
  };
}

interface ServerOptions {
  supergraphSdl: string;
  dataSource: (subgraph: SubgraphName) => GraphQLDataSource<RouterContext>;
  sandbox: boolean;
  metrics: Metrics;
  logger: Logger;
}

async function startServer({
  supergraphSdl,
  dataSource,
  sandbox,
  metrics,
  logger,
}: ServerOptions): Promise<{ server: ApolloServer<RouterContext>; schema: GraphQLSchema }> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => dataSource(name as SubgraphName) as GraphQLDataSource,
    experimental_approximateQueryPlanStoreMiB: PLANS_MIB,
    logger,
  });
  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => (schema = apiSchema));
  const server = new ApolloServer<RouterContext>({
    gateway,
    logger,
    formatError,
    includeStacktraceInErrorResponses: false,
    // Who may read the schema is decided before (acces/introspection.ts).
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    documentStore: documentStore(),
    // Looking for names that look like a wrong one took most of the time of a wrong document; nobody is told them.
    validationOptions: { hideSuggestions: true, maxErrors: 20 },
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      errorReporting<RouterContext>(),
      observePlugin(metrics),
      retryHint(),
      sandbox
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, includeCookies: false })
        : ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  if (!schema) throw new Error('The gateway has no schema');
  return { server, schema };
}
