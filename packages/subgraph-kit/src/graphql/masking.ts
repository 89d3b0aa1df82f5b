import { unwrapResolverError } from '@apollo/server/errors';
import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';

import type { RequestContext } from '../context.ts';
import { isDatabaseOutage } from '../database/outage.ts';
import { PUBLIC_CODES, type PublicCode, REQUEST_FAULTS } from '../domaine/codes-erreurs.ts';
import { TransportError } from '../transport/transport.ts';
import { aboutFault, isRequestFault, sayFaults } from './request-faults.ts';
import type { Fault } from './variable-faults.ts';

const REQUEST_CODES: ReadonlySet<string> = new Set(REQUEST_FAULTS);

const CALLERS_FAULTS = new Set<unknown>([
  ...REQUEST_FAULTS,
  'NON_AUTHENTIFIE',
  'INTERDIT',
  'REQUETE_INVALIDE',
  'LIMITE_DEPASSEE',
  'OPERATION_INCONNUE',
  'TROP_D_ESSAIS',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'CLIENT_PARTI',
]);

/** Whether an error is the fault of who asked: a request that cannot be read, or may not be made. */
export function isCallersFault(error: Pick<GraphQLFormattedError, 'extensions'>): boolean {
  return CALLERS_FAULTS.has(error.extensions?.['code']);
}

const OUTAGE: { code: PublicCode; message: string } = {
  code: 'SERVICE_INDISPONIBLE',
  message: 'Le service est momentanément indisponible. Rien n’a été perdu ; réessayez.',
};
const BUG: { code: PublicCode; message: string } = {
  code: 'ERREUR_INTERNE',
  message: 'Une erreur interne est survenue. Réessayez ; si elle persiste, donnez la référence.',
};

/**
 * Masks an error for the outside: the client's own faults and public errors pass, an outage says so,
 * and the cause of anything else stays in the log.
 *
 * @param formatted the error as Apollo Server would answer it
 * @param error the error as it was thrown
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  const fromService = typeof formatted.extensions?.['serviceName'] === 'string';
  const at = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  // GraphQL's own words hold values; a service has written its own already.
  const said = faults.get(error as object)?.said;
  if (said !== undefined) return { message: said, ...at, extensions: { code } };
  if (isRequestFault(code) && !fromService) {
    return { message: aboutFault(code), ...at, extensions: { code } };
  }
  if (typeof code === 'string' && (REQUEST_CODES.has(code) || code in PUBLIC_CODES)) {
    return { message: formatted.message, ...at, extensions: { code } };
  }
  const cause = unwrapResolverError(error);
  const isOutage = isDatabaseOutage(cause) || cause instanceof TransportError;
  const { message, code: masked } = isOutage ? OUTAGE : BUG;
  return { message, ...at, extensions: { code: masked } };
}

/** What may be said of errors of GraphQL, between the moment when they are found and when they are answered. */
const faults = new WeakMap<object, Fault>();

/**
 * Writes every error's cause to the log, and the request's id into the answer, so that the one leads
 * to the other.
 */
export function errorReporting<Context extends RequestContext>(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: ({ contextValue }) =>
      Promise.resolve({
        didEncounterErrors: ({ errors, operationName, schema, document, request }) => {
          const found = faultsOf(errors, { schema, document, variables: request.variables });
          for (const [rank, error] of errors.entries()) {
            const at = { path: error.path, operation: operationName };
            if (isCallersFault(error)) {
              const reason = found[rank]?.logged ?? error.message;
              contextValue.logger.info({ ...at, reason }, 'Request refused');
            } else {
              contextValue.logger.error(
                { ...at, err: unwrapResolverError(error) },
                'GraphQL error',
              );
            }
          }
          return Promise.resolve();
        },
        willSendResponse: ({ response }) => {
          if (response.body.kind === 'single' && response.body.singleResult.errors) {
            response.body.singleResult.errors = response.body.singleResult.errors.map((error) => ({
              ...error,
              extensions: { ...error.extensions, requestId: contextValue.requestId },
            }));
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Remembers what may be said of each error until it is answered. */
function faultsOf(
  errors: readonly GraphQLError[],
  refused: Parameters<typeof sayFaults>[1],
): (Fault | undefined)[] {
  const found = sayFaults(errors, refused);
  for (const [rank, error] of errors.entries()) {
    const fault = found[rank];
    if (fault) faults.set(error, fault);
  }
  return found;
}
