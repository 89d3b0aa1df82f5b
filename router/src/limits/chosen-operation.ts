import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';

/**
 * The operation of a document that a request wants.
 *
 * @throws GraphQLError OPERATION_RESOLUTION_FAILURE when it cannot be told: none, an unknown name, or several and no
 *   name. Apollo Server leaves that to the executor, and the gateway's would answer as if it were a fault of ours.
 */
export function chosenOperation(
  document: DocumentNode,
  operationName: string | undefined,
): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName || undefined);
  if (operation) return operation;
  // The name is not repeated: it may be anything that a program put in the wrong place.
  const message = operationName
    ? 'Le document n’a pas d’opération du nom donné dans operationName.'
    : 'Le document doit avoir une seule opération, ou la requête nommer celle à exécuter dans operationName.';
  throw new GraphQLError(message, {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}
