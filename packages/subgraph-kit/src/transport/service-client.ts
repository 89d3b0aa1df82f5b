import { type Caller, forwardedHeaders } from '../context.ts';
import { nameIn } from '../graphql/observe.ts';
import { IDENTITY_HEADER, type IdentitySigner } from '../identity/signed-identity.ts';
import { type SubgraphName, type Transport, TransportError } from './transport.ts';

/** Calls one subgraph as a service, on behalf of one request. */
export interface ServiceClient {
  /**
   * Sends an operation and returns its data.
   *
   * @param query GraphQL document; the data's type is the caller's promise
   * @throws TransportError when there is no answer in time, or it holds an error
   */
  call<Data>(query: string, variables: Record<string, unknown>): Promise<Data>;
}

/**
 * How a service calls the others.
 *
 * @param subgraph whom
 * @param context the request on whose behalf it calls
 * @param timeoutMs a participant's call: 1 500 ms unless told (the ladder of time-outs)
 */
export type CallSubgraph = (
  subgraph: SubgraphName,
  context: Caller,
  timeoutMs?: number,
) => ServiceClient;

/**
 * Makes the way in which a service calls the others.
 *
 * @param transport how they are reached
 * @param identity signs as the service
 */
export function callSubgraph(transport: Transport, identity: IdentitySigner): CallSubgraph {
  return (subgraph, context, timeoutMs = PARTICIPANT_MS) =>
    serviceClient({ transport, identity, subgraph, context, timeoutMs });
}

/** Longest that a participant of a sale may take, in milliseconds: its caller then asks again. */
export const PARTICIPANT_MS = 1_500;

function serviceClient(options: {
  transport: Transport;
  identity: IdentitySigner;
  subgraph: SubgraphName;
  context: Caller;
  timeoutMs: number;
}): ServiceClient {
  const { transport, subgraph, identity, context, timeoutMs } = options;
  return {
    async call<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
      const operationName = nameIn(query);
      const headers = {
        ...forwardedHeaders(context),
        [IDENTITY_HEADER]: await identity.sign(subgraph, 'self'),
      };
      const { data, errors } = await transport.send(
        subgraph,
        { query, variables, ...(operationName && { operationName }) },
        // What services ask of each other is idempotent, by the id of the sale or of the return.
        { headers, timeoutMs, repeatable: true },
      );
      const [error] = errors ?? [];
      if (error) throw new TransportError(subgraph, error.message, { cause: error });
      if (!data) throw new TransportError(subgraph, 'the answer has no data');
      return data as Data;
    },
  };
}
