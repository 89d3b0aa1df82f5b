import { PublicError } from '@caisse/subgraph-kit';

/** The request asks for more than anyone may. */
export function tooMuch(message: string): PublicError {
  return new PublicError('LIMITE_DEPASSEE', message);
}

/** The request cannot be read, or says what nobody should say. */
export function malformed(message: string): PublicError {
  return new PublicError('REQUETE_INVALIDE', message);
}
