import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import type { ErrorCode } from '@caisse/subgraph-kit/codes-erreurs';

/**
 * Why no business answer came. `reseau`: the outcome is unknown. `serveur`: masked error, the outcome
 * is unknown too. `requete`: the server did not understand, so it did nothing. `interdit` and `connexion`:
 * this person may not, or is no longer signed in; it did nothing this time. `essais`: too many sign-ins from here.
 */
export type Panne = {
  sorte: 'reseau' | 'serveur' | 'requete' | 'interdit' | 'connexion' | 'essais';
  reference?: string;
};

/** All that the server may say: one that it begins to say does not compile until it is here. */
const SORTES: Readonly<Record<ErrorCode, Panne['sorte']>> = {
  BAD_REQUEST: 'requete',
  BAD_USER_INPUT: 'requete',
  GRAPHQL_VALIDATION_FAILED: 'requete',
  GRAPHQL_PARSE_FAILED: 'requete',
  OPERATION_RESOLUTION_FAILURE: 'requete',
  REQUETE_INVALIDE: 'requete',
  LIMITE_DEPASSEE: 'requete',
  OPERATION_INCONNUE: 'requete',
  PERSISTED_QUERY_NOT_FOUND: 'requete',
  PERSISTED_QUERY_NOT_SUPPORTED: 'requete',
  INTERDIT: 'interdit',
  NON_AUTHENTIFIE: 'connexion',
  TROP_D_ESSAIS: 'essais',
  // The connection ended before the answer: what was asked may have been done.
  CLIENT_PARTI: 'reseau',
  SURCHARGE: 'serveur',
  SERVICE_INDISPONIBLE: 'serveur',
  ERREUR_INTERNE: 'serveur',
};

const sorteDuCode = (code: unknown): Panne['sorte'] =>
  typeof code === 'string' && Object.hasOwn(SORTES, code) ? SORTES[code as ErrorCode] : 'serveur';

const sorteDuStatut = (statut: number): Panne['sorte'] => {
  if (statut === 401) return 'connexion';
  if (statut === 403) return 'interdit';
  // Too many requests: it may be asked again, and what was sent before may have been done.
  if (statut === 429) return 'serveur';
  return statut >= 400 && statut < 500 ? 'requete' : 'serveur';
};

/** Whether the server asks for a token that is still good. */
export function estNonAuthentifie(erreur: unknown): boolean {
  if (CombinedGraphQLErrors.is(erreur)) {
    return erreur.errors.some(({ extensions }) => extensions?.['code'] === 'NON_AUTHENTIFIE');
  }
  return ServerError.is(erreur) && erreur.statusCode === 401;
}

/** Names what went wrong with a call that threw, without ever showing the server's inner words. */
export function lirePanne(erreur: unknown): Panne {
  if (CombinedGraphQLErrors.is(erreur)) {
    const extensions = erreur.errors[0]?.extensions ?? {};
    const reference =
      typeof extensions['requestId'] === 'string' ? extensions['requestId'] : undefined;
    return { sorte: sorteDuCode(extensions['code']), reference };
  }
  if (ServerError.is(erreur)) return { sorte: sorteDuStatut(erreur.statusCode) };
  return { sorte: 'reseau' };
}
