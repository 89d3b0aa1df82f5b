import type { ApolloServerPlugin } from '@apollo/server';
import {
  type FieldNode,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

import type { RequestContext } from '../context.ts';
import type { Metrics } from '../metrics.ts';
import { inSpan, startSpan } from '../telemetry/tracing.ts';
import type { GraphQLAnswer, GraphQLRequest } from '../transport/transport.ts';
import { operationLabel } from './known-operations.ts';
import { isCallersFault } from './masking.ts';

/** `rejet` is an error that is the caller's own fault, and nobody's alarm. */
type Outcome = 'succes' | 'rejet' | 'erreur';

function outcomeOf(errors: readonly GraphQLFormattedError[] | undefined): Outcome {
  if (!errors) return 'succes';
  return errors.every(isCallersFault) ? 'rejet' : 'erreur';
}

/** What a span says of a failure: its code, for a message may hold anything. */
export function failureOf({ errors }: Pick<GraphQLAnswer, 'errors'>): unknown {
  return errors?.[0] && (errors[0].extensions?.['code'] ?? 'unknown');
}

/** Operations that run all the time, whether anybody is there or not: a line for each would bury the others. */
const POLLS: ReadonlySet<string> = new Set([
  'ConnexionsFermees',
  'LireEvenementsVente',
  'IntrospectionQuery',
]);

/** What is known of an operation before it is answered. */
interface Begun {
  operation: string;
  /** The name for the log: one that is known, or stands in the document. */
  name: string | undefined;
  context: RequestContext;
}

/**
 * Measures the answer of a subgraph to one operation, writes its line in the log, and its span.
 *
 * @param work answers the operation, with the context to hand on
 */
export async function observe<Context extends RequestContext>(
  metrics: Metrics,
  { operationName, query }: Pick<GraphQLRequest, 'operationName' | 'query'>,
  context: Context,
  work: (context: Context) => Promise<GraphQLAnswer>,
): Promise<GraphQLAnswer> {
  const { operation, name } = namesOf(operationName, query);
  const end = begin(metrics, { operation, name, context });
  const span = spanOf(metrics, operation, context);
  let outcome: Outcome = 'erreur';
  try {
    const answer = await inSpan(
      span,
      (traceparent) =>
        work(traceparent === context.traceparent ? context : { ...context, traceparent }),
      failureOf,
    );
    outcome = outcomeOf(answer.errors);
    return answer;
  } finally {
    end(outcome);
  }
}

/** What `operationName` holds may be no name at all: only a document tells what an unknown one is called. */
function namesOf(operationName: string | undefined, query: string) {
  const written = nameIn(query);
  const operation = operationLabel(operationName ?? written);
  const isKnown = operationName !== undefined && operation === operationName;
  return { operation, name: isKnown ? operationName : written };
}

const NAME = /^\s*(?:query|mutation)\s+(\w+)/;

/** The name that a document gives to its operation, when the request does not repeat it. */
export function nameIn(query: string): string | undefined {
  return NAME.exec(query)?.[1];
}

/** Counts an operation as begun. @returns what counts it as answered */
function begin(
  { inFlight, duration, operations }: Metrics,
  { operation, name, context }: Begun,
): (outcome: Outcome) => void {
  const start = performance.now();
  inFlight.inc();
  return (resultat) => {
    const ms = performance.now() - start;
    inFlight.dec();
    operations.inc({ operation, resultat });
    duration.observe({ operation }, ms / 1_000);
    const line = { operation: name, resultat, dureeMs: Math.round(ms * 10) / 10 };
    context.logger[POLLS.has(operation) ? 'debug' : 'info'](line, 'Operation');
  };
}

function spanOf({ service }: Metrics, operation: string, { traceparent, ids }: RequestContext) {
  return {
    ...{ service, traceparent, name: `graphql ${operation}`, kind: 'SERVER' as const },
    attributes: { 'graphql.operation.name': operation, ...ids },
  };
}

/** The same as a plugin of Apollo Server, for the router, whose operations come over HTTP, with any name. */
export function observePlugin(metrics: Metrics): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: ({ request, contextValue }) => {
      const { operation, name } = namesOf(request.operationName, request.query ?? '');
      const end = begin(metrics, { operation, name, context: contextValue });
      const span = startSpan(spanOf(metrics, operation, contextValue));
      // What the gateway asks of the services goes below this span.
      if (span) contextValue.traceparent = span.traceparent;
      return Promise.resolve({
        willSendResponse: ({ response: { body }, operation: definition }) => {
          // As the client reads them: what was masked has its public code by now.
          const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
          end(outcomeOf(errors));
          span?.end(failureOf({ errors }));
          for (const [key, champ] of rootFields(definition)) {
            // An error without a path is everybody's.
            const own = errors?.filter(({ path }) => path === undefined || path[0] === key);
            metrics.rootFields.inc({ champ, resultat: outcomeOf(own?.length ? own : undefined) });
          }
          return Promise.resolve();
        },
      });
    },
  };
}

const TYPES = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/**
 * The root fields of a validated operation with the keys of their answers. Those inside a fragment are left out:
 * clients write them at the top.
 */
function rootFields(operation: OperationDefinitionNode | null | undefined): [string, string][] {
  if (!operation) return [];
  return operation.selectionSet.selections
    .filter((selection): selection is FieldNode => selection.kind === Kind.FIELD)
    .map(({ alias, name }) => [
      (alias ?? name).value,
      `${TYPES[operation.operation]}.${name.value}`,
    ]);
}
