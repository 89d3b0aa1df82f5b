/** Codes of thrown errors that may be shown to anyone as they are, with their HTTP status; everything else is masked. */
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

/** What Apollo Server itself says about a malformed request: the client's fault, shown as it is. */
export const REQUEST_FAULTS = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
] as const;

/** Every code that an error of the graph may have outside. */
export type ErrorCode = PublicCode | (typeof REQUEST_FAULTS)[number];
