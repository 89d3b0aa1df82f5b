import { type Caller, forwardedHeaders } from '../context.ts';
import { nameIn } from '../graphql/observe.ts';
import { SERVICE_TOKEN_HEADER } from '../identity/service-token.ts';
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
 * Makes the client of one subgraph.
 *
 * @param options.timeoutMs a participant's call: 1 500 ms unless told (the ladder of time-outs)
 */
export function serviceClient(options: {
  transport: Transport;
  subgraph: SubgraphName;
  serviceToken: string;
  context: Caller;
  timeoutMs?: number;
}): ServiceClient {
  const { transport, subgraph, serviceToken, context, timeoutMs = 1_500 } = options;
  const headers = { ...forwardedHeaders(context), [SERVICE_TOKEN_HEADER]: serviceToken };
  return {
    async call<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
      const operationName = nameIn(query);
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
