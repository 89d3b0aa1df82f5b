/** A request that nobody of good will sends. */
export interface Abus {
  nom: string;
  methode?: string;
  /** After `/graphql`. */
  suite?: string;
  entetes?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  corps?: string | Buffer;
  /** How it must be refused. */
  statut: number;
  /** Absent where Node's own server refuses, before there is any GraphQL. */
  code?: string;
}

interface Envoi {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
  extensions?: unknown;
  documentId?: unknown;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A well-made request over HTTP that holds an abuse. */
export function poste(nom: string, code: string, envoi: Envoi | string, statut = 400): Abus {
  const corps = JSON.stringify(typeof envoi === 'string' ? { query: envoi } : envoi);
  return { nom, methode: 'POST', entetes: JSON_TYPE, corps, statut, code };
}

/** A body that is no request. */
export function corps(nom: string, texte: string | Buffer, statut = 400): Abus {
  return {
    nom,
    methode: 'POST',
    entetes: JSON_TYPE,
    corps: texte,
    statut,
    code: 'REQUETE_INVALIDE',
  };
}

export const fois = (n: number, ecrire: (i: number) => string, entre = ' ') =>
  Array.from({ length: n }, (_, i) => ecrire(i)).join(entre);
