import type { ApolloServerPlugin } from '@apollo/server';
import { maskError } from '@caisse/subgraph-kit';
import type { GraphQLFormattedError } from 'graphql';

import type { RouterContext } from './context.ts';
import { RETRY_HEADERS } from './overload.ts';

/** What GraphQL offers to whoever guesses: names of the schema that look like the guess. */
const SUGGESTION = / ?Did you mean .+\?$/s;
const CSRF = 'This operation has been blocked as a potential Cross-Site Request Forgery';
/** What GraphQL's own words are about, by code: they are in English, and name places of the document. */
const ABOUT: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'Le document n’est pas du GraphQL',
  GRAPHQL_VALIDATION_FAILED: 'Le document ne convient pas au schéma',
  BAD_USER_INPUT: 'Une variable n’a pas la valeur attendue',
};

/** Writes an error for the outside: masked, without hints at the schema, with the request's id where it is known. */
export function formatError(formatted: GraphQLFormattedError, error: unknown) {
  const masked = maskError(formatted, error);
  const requestId = formatted.extensions?.['requestId'];
  return {
    ...masked,
    message: translated(masked).replace(SUGGESTION, ''),
    extensions: { ...masked.extensions, ...(typeof requestId === 'string' && { requestId }) },
  };
}

function translated({ message, extensions }: GraphQLFormattedError): string {
  const about = ABOUT[String(extensions?.['code'])];
  if (about !== undefined) return `${about} : ${message}`;
  if (!message.startsWith(CSRF)) return message;
  return 'Une requête GET doit porter l’en-tête apollo-require-preflight, pour qu’aucun autre site ne la fasse envoyer.';
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
