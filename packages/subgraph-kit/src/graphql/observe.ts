import type { ApolloServerPlugin } from '@apollo/server';

import type { RequestContext } from '../context.ts';
import type { Metrics } from '../metrics.ts';
import type { GraphQLAnswer } from '../transport/transport.ts';

/** Most operation names that get a series of their own: clients choose names, series are forever. */
const MOST_NAMES = 200;
const names = new Set<string>();

/**
 * Measures one GraphQL operation: rate, errors, duration, how many at once.
 *
 * @param operationName name the client gave, if any
 * @param work answers the operation
 */
export async function observe(
  metrics: Metrics,
  operationName: string | undefined,
  work: () => Promise<GraphQLAnswer>,
): Promise<GraphQLAnswer> {
  const operation = label(operationName);
  const end = metrics.duration.startTimer({ operation });
  metrics.inFlight.inc();
  let resultat = 'erreur';
  try {
    const answer = await work();
    if (!answer.errors) resultat = 'succes';
    return answer;
  } finally {
    metrics.inFlight.dec();
    metrics.operations.inc({ operation, resultat });
    end();
  }
}

function label(operationName: string | undefined): string {
  if (!operationName) return 'anonyme';
  if (names.size < MOST_NAMES) names.add(operationName);
  return names.has(operationName) ? operationName : 'autre';
}

/** The same measures as a plugin of Apollo Server, for a server that is reached over its own HTTP handling. */
export function observePlugin(metrics: Metrics): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: ({ request }) => {
      const operation = label(request.operationName);
      const end = metrics.duration.startTimer({ operation });
      metrics.inFlight.inc();
      return Promise.resolve({
        willSendResponse: ({ errors }) => {
          metrics.inFlight.dec();
          metrics.operations.inc({ operation, resultat: errors ? 'erreur' : 'succes' });
          end();
          return Promise.resolve();
        },
      });
    },
  };
}
