import { GraphQLError } from 'graphql';

/** Codes of thrown errors that may be shown to anyone as they are; everything else is masked. */
export const PUBLIC_CODES = {
  NON_AUTHENTIFIE: 401,
  INTERDIT: 403,
  REQUETE_INVALIDE: 400,
  LIMITE_DEPASSEE: 400,
  OPERATION_INCONNUE: 403,
  TROP_D_ESSAIS: 429,
  PERSISTED_QUERY_NOT_FOUND: 404,
  /** As Apollo Server says it: the client goes on without hashes. */
  PERSISTED_QUERY_NOT_SUPPORTED: 200,
  /** As Nginx logs it; nobody reads this answer. */
  CLIENT_PARTI: 499,
  SURCHARGE: 503,
  SERVICE_INDISPONIBLE: 503,
  ERREUR_INTERNE: 500,
} as const;

export type PublicCode = keyof typeof PUBLIC_CODES;

/**
 * An error that a client may read: unauthenticated, forbidden, malformed, outage.
 * Expected business failures are not errors but members of the result union (see `echec`).
 */
export class PublicError extends GraphQLError {
  constructor(code: PublicCode, message: string, options: { cause?: unknown } = {}) {
    super(message, { extensions: { code } });
    if (options.cause !== undefined) this.cause = options.cause;
  }
}
