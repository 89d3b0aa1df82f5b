import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, parse } from 'graphql';

import { CLIENT_HEADER, readClient } from './client.ts';
import { type Headers, readContext, type RequestContext } from './context.ts';
import { guardSchema, notAuthenticated } from './graphql/access.ts';
import { errorReporting, maskError } from './graphql/masking.ts';
import type { PublicError } from './graphql/public-error.ts';
import { scalars } from './graphql/scalars.ts';
import { observe } from './graphql/observe.ts';
import { measureRootFields } from './graphql/root-fields.ts';
import { createAdmission, overloaded } from './http/admission.ts';
import { nobodyWaits } from './http/client-gone.ts';
import type { PublicKeys } from './identity/keys.ts';
import { IDENTITY_HEADER, identityVerifier } from './identity/signed-identity.ts';
import type { Logger } from './logging.ts';
import type { Metrics } from './metrics.ts';
import type { GraphQLAnswer, GraphQLRequest, SubgraphName } from './transport/transport.ts';

/** Most requests in hand unless told: twenty for each connection to the database. */
const IN_FLIGHT_MAX = 200;

/** Work that goes on beside the requests: an event consumer, a sweeper. */
export interface BackgroundTask {
  start(): void;
  /** Stops after the unit of work in hand. */
  stop(): Promise<void>;
}

/** A federated service, however it is reached. */
export interface Subgraph {
  readonly name: SubgraphName;
  readonly metrics: Metrics;
  /** What people may want to know of its state, by name; readiness does not depend on it. */
  readonly remarks: Readonly<Record<string, () => string>>;
  /**
   * Answers one GraphQL request whose headers prove who asks. Never rejects: failures are in the answer.
   *
   * @param signal aborted when whoever asks has hung up; the work goes on, and may look at it
   */
  execute(request: GraphQLRequest, headers: Headers, signal?: AbortSignal): Promise<GraphQLAnswer>;
  /** Resolves when the service can do its work, rejects with the reason otherwise. */
  ready(): Promise<void>;
  /** Starts the background tasks. */
  start(): Promise<void>;
  /** Ends the background tasks after the work in hand; requests are still answered. */
  quiesce(): Promise<void>;
  /** Ends the background tasks and closes what the service opened. */
  stop(): Promise<void>;
}

/** What makes a subgraph: its contract, its resolvers, and what its context adds for each request. */
export interface SubgraphOptions<Context extends RequestContext> {
  name: SubgraphName;
  typeDefs: string;
  /** Resolvers typed by the generated `Resolvers`; the kit adds the scalars. */
  resolvers: object;
  context: (request: RequestContext) => Context;
  publicKeys: PublicKeys;
  /** Most requests of people in hand at once; services may have half as many more. */
  inFlightMax?: number | undefined;
  logger: Logger;
  metrics: Metrics;
  ping: () => Promise<void>;
  tasks?: readonly BackgroundTask[];
  remarks?: Readonly<Record<string, () => string>>;
  close: () => Promise<void>;
}

/**
 * Makes a federated service that answers in this process; `startHttpServer` puts it on a port.
 *
 * @throws Error when schema and resolvers disagree
 */
export function createSubgraph<Context extends RequestContext>(
  options: SubgraphOptions<Context>,
): Subgraph {
  const { name, logger, metrics, tasks = [], inFlightMax = IN_FLIGHT_MAX } = options;
  const admission = createAdmission();
  const server = createServer<Context>(options);
  const verifier = identityVerifier(name, options.publicKeys);
  const started = server.start();
  let quiet: Promise<unknown> | undefined;
  const quiesce = async () => {
    await (quiet ??= Promise.all(tasks.map((task) => task.stop())));
  };
  return {
    name,
    metrics,
    remarks: options.remarks ?? {},
    async execute(request, headers, signal = nobodyWaits()) {
      await started;
      const identity = await verifier.verify(headers[IDENTITY_HEADER]);
      if (!identity) return refusal(notAuthenticated());
      // A service asks to end what was begun: it goes before what people begin.
      const fromService = identity.issuer !== 'router';
      const leave = admission.enter(fromService ? inFlightMax * 1.5 : inFlightMax);
      if (!leave) {
        metrics.shed.inc({ classe: 'tout' });
        return refusal(overloaded());
      }
      try {
        const client = fromService ? {} : readClient(headers[CLIENT_HEADER]);
        const context = readContext(headers, {
          ...{ logger, identity, client, signal },
          variables: request.variables,
        });
        return await observe(metrics, request, context, async (base) => {
          const { body } = await server.executeOperation(request, {
            contextValue: options.context(base),
          });
          if (body.kind !== 'single') throw new Error('Incremental delivery is not supported');
          const { data, errors } = body.singleResult;
          const { aside } = base;
          return {
            ...(data !== undefined && { data }),
            ...(errors && { errors }),
            ...(Object.keys(aside).length > 0 && { extensions: { aside } }),
          };
        });
      } finally {
        leave();
      }
    },
    ready: async () => {
      await started;
      await options.ping();
    },
    start: async () => {
      await started;
      for (const task of tasks) task.start();
    },
    quiesce,
    stop: async () => {
      await quiesce();
      await server.stop();
      await options.close();
    },
  };
}

function refusal({ message, extensions }: PublicError): GraphQLAnswer {
  return { errors: [{ message, extensions }] };
}

function createServer<Context extends RequestContext>({
  typeDefs,
  resolvers,
  logger,
  metrics,
}: SubgraphOptions<Context>): ApolloServer<Context> {
  const document: DocumentNode = parse(typeDefs, { noLocation: true });
  const schema = buildSubgraphSchema({
    typeDefs: document,
    resolvers: { ...usedScalars(typeDefs), ...resolvers },
  });
  return new ApolloServer<Context>({
    // The guard stands outside: what it refuses is no failure of a field.
    schema: guardSchema(measureRootFields(schema, metrics)),
    logger,
    formatError: maskError,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    validationOptions: { hideSuggestions: true },
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      errorReporting<Context>(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

function usedScalars(typeDefs: string): Partial<typeof scalars> {
  return Object.fromEntries(
    Object.entries(scalars).filter(([name]) => typeDefs.includes(`scalar ${name}\n`)),
  );
}
