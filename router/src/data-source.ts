import type { GraphQLDataSource } from '@apollo/gateway';
import {
  CLIENT_HEADER,
  forwardedHeaders,
  IDENTITY_HEADER,
  type IdentitySigner,
  PublicError,
  type SubgraphName,
  type Transport,
  TransportError,
  writeClient,
} from '@caisse/subgraph-kit';

import type { OperationDefinitionNode } from 'graphql';

import type { RouterContext } from './context.ts';
import { isRepeatable } from './repeatable.ts';

/** Longest a fetch of the gateway may take: above checkout's own 3 s, below the client's 8 s. */
const FETCH_TIMEOUT_MS = 5_000;

/** What the gateway hands to a data source, as far as it is used here. */
type ProcessOptions = Parameters<GraphQLDataSource<RouterContext>['process']>[0];

/**
 * Sends the gateway's fetches to a subgraph, on behalf of whoever asks. Of the outside request only the request
 * and trace ids go on: an allow-list, so that no header from outside can speak for anybody.
 *
 * @param signer signs who asks, for this subgraph alone
 */
export function transportDataSource(
  subgraph: SubgraphName,
  transport: Transport,
  signer: IdentitySigner,
): GraphQLDataSource<RouterContext> {
  return {
    async process(options: ProcessOptions) {
      const { query = '', variables, operationName } = options.request;
      const caller = options.context as RouterContext;
      try {
        const answer = await transport.send(
          subgraph,
          { query, ...(variables && { variables }), ...(operationName && { operationName }) },
          {
            headers: {
              ...forwardedHeaders(caller),
              // Who signs people in has to tell places apart; nobody else has.
              ...(subgraph === 'caisse' && { [CLIENT_HEADER]: writeClient(caller.client) }),
              [IDENTITY_HEADER]: await signer.sign(subgraph, caller.person ?? 'anonymous'),
            },
            timeoutMs: FETCH_TIMEOUT_MS,
            repeatable: isRepeatable(query, ...operationOf(options)),
            signal: caller.signal,
          },
        );
        const { extensions, ...outside } = answer;
        Object.assign(caller.aside, extensions?.aside);
        return outside;
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        throw new PublicError(
          'SERVICE_INDISPONIBLE',
          `Le service ${subgraph} ne répond pas pour le moment. Réessayez.`,
          { cause: error },
        );
      }
    },
  };
}

/** What the client asked for, of which this fetch is a part. */
function operationOf(
  options: ProcessOptions,
): [OperationDefinitionNode | undefined, Record<string, unknown>] {
  if (!('incomingRequestContext' in options)) return [undefined, {}];
  const { operation, request } = options.incomingRequestContext;
  return [operation, request.variables ?? {}];
}
