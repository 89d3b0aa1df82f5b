import { ClientGone } from '../http/client-gone.ts';
import { failureOf } from '../graphql/observe.ts';
import type { Metrics } from '../metrics.ts';
import { inSpan } from '../telemetry/tracing.ts';
import type { GraphQLAnswer, Transport } from './transport.ts';

/**
 * Measures the calls of a service to others: rate, failures, duration, and a span for each.
 *
 * @param metrics of the service that calls
 */
export function observedTransport(transport: Transport, metrics: Metrics): Transport {
  const { service, calls, callDuration } = metrics;
  return {
    async send(vers, request, options) {
      const { headers } = options;
      const { operationName } = request;
      const start = performance.now();
      let resultat = 'echec';
      try {
        const answer: GraphQLAnswer = await inSpan(
          {
            ...{ service, name: `appel ${vers}`, kind: 'CLIENT' },
            traceparent: headers['traceparent'] ?? '',
            attributes: {
              'peer.service': vers,
              ...(operationName && { 'graphql.operation.name': operationName }),
            },
          },
          (traceparent) =>
            transport.send(
              vers,
              request,
              traceparent === headers['traceparent']
                ? options
                : { ...options, headers: { ...headers, traceparent } },
            ),
          failureOf,
        );
        resultat = answer.errors ? 'erreur' : 'succes';
        return answer;
      } catch (error) {
        if (error instanceof ClientGone) resultat = 'abandon';
        throw error;
      } finally {
        calls.inc({ vers, resultat });
        callDuration.observe({ vers }, (performance.now() - start) / 1_000);
      }
    },
  };
}
