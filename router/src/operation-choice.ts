import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '@caisse/subgraph-kit';
import { GraphQLError } from 'graphql';

/**
 * Refuses a request whose operation cannot be told: an unknown name, or several operations and no name. Apollo
 * Server leaves that to the executor, and the gateway's would answer as if it were a fault of ours.
 */
export function operationChoice(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ request, operation }) => {
          if (operation) return Promise.resolve();
          const message = request.operationName
            ? `La requête n’a pas d’opération « ${request.operationName} ».`
            : 'La requête a plusieurs opérations : nommez celle à exécuter dans operationName.';
          throw new GraphQLError(message, {
            extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
          });
        },
      }),
  };
}
