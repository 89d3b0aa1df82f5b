import type { ApolloServerPlugin } from '@apollo/server';
import { maskError } from '@caisse/subgraph-kit';
import type { GraphQLFormattedError } from 'graphql';

import type { RouterContext } from './context.ts';
import { RETRY_HEADERS } from './overload.ts';

/** What Apollo Server itself says in English, and what it means. */
const TRANSLATED: readonly (readonly [begin: string, french: string])[] = [
  [
    'This operation has been blocked as a potential Cross-Site Request Forgery',
    'Une requête GET doit porter l’en-tête apollo-require-preflight, pour qu’aucun autre site ne la fasse envoyer.',
  ],
  ['GET requests only support query operations', 'Une mutation se demande par POST, non par GET.'],
  [
    'GraphQL operations must contain a non-empty',
    'La requête n’a pas de document : query est vide.',
  ],
  ["An 'accept' header was provided", 'Aucun des types de l’en-tête accept ne peut être écrit.'],
];

/** Writes an error for the outside: masked, with the request's id where it is known. */
export function formatError(formatted: GraphQLFormattedError, error: unknown) {
  const masked = maskError(formatted, error);
  const requestId = formatted.extensions?.['requestId'];
  return {
    ...masked,
    message: translated(masked.message),
    extensions: { ...masked.extensions, ...(typeof requestId === 'string' && { requestId }) },
  };
}

function translated(message: string): string {
  return TRANSLATED.find(([begin]) => message.startsWith(begin))?.[1] ?? message;
}

/** Tells when to ask again where a service had too much in hand. */
export function retryHint(): ApolloServerPlugin<RouterContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body, http } }) => {
          const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
          if (errors?.some(({ extensions }) => extensions?.['code'] === 'SURCHARGE')) {
            for (const [name, value] of Object.entries(RETRY_HEADERS))
              http.headers.set(name, value);
          }
          return Promise.resolve();
        },
      }),
  };
}
