import type { GraphQLFormattedError } from 'graphql';

/** The subgraphs of the supergraph. */
export const SUBGRAPHS = ['produit', 'stock', 'vente', 'panier', 'caisse', 'reporting'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** A GraphQL request as it travels between processes. */
export interface GraphQLRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** A GraphQL answer as it travels between processes. */
export interface GraphQLAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  /** What a service tells the router alone. */
  extensions?: { aside?: Record<string, unknown> };
}

/** How a request is sent. */
export interface SendOptions {
  headers: Record<string, string>;
  timeoutMs: number;
  /** True when doing it twice has the effect of once: who loses its answer may send it again. */
  repeatable?: boolean;
  /** Aborted when nobody waits for the answer any more: the sender lets go of the call, and its connection tells it. */
  signal?: AbortSignal;
}

/** How one service reaches another: over HTTP, or in the same process. Nothing below knows which. */
export interface Transport {
  /**
   * Sends a request to a subgraph.
   *
   * @throws TransportError when no GraphQL answer came back in time
   * @throws ClientGone when `options.signal` was aborted before
   */
  send(
    subgraph: SubgraphName,
    request: GraphQLRequest,
    options: SendOptions,
  ): Promise<GraphQLAnswer>;
}

/** No answer, or none that is GraphQL: the outcome of the call is unknown. */
export class TransportError extends Error {
  readonly subgraph: SubgraphName;

  constructor(subgraph: SubgraphName, message: string, options?: ErrorOptions) {
    super(`${subgraph}: ${message}`, options);
    this.name = 'TransportError';
    this.subgraph = subgraph;
  }
}
