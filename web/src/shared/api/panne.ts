import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/**
 * Why no business answer came. `reseau`: the outcome is unknown. `serveur`: masked error, the outcome
 * is unknown too. `requete`: the server did not understand, so it did nothing.
 */
export type Panne = { sorte: 'reseau' | 'serveur' | 'requete'; reference?: string };

const REFUS = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']);

/** Names what went wrong with a call that threw, without ever showing the server's inner words. */
export function lirePanne(erreur: unknown): Panne {
  if (CombinedGraphQLErrors.is(erreur)) {
    const extensions = erreur.errors[0]?.extensions ?? {};
    const reference =
      typeof extensions['requestId'] === 'string' ? extensions['requestId'] : undefined;
    return { sorte: REFUS.has(String(extensions['code'])) ? 'requete' : 'serveur', reference };
  }
  if (ServerError.is(erreur)) {
    return { sorte: erreur.statusCode >= 400 && erreur.statusCode < 500 ? 'requete' : 'serveur' };
  }
  return { sorte: 'reseau' };
}
