import { fois } from '../../acces/abus/abus.ts';

/** What a stranger may send again and again, a little different each time, so that a router would remember each. */
export interface Assaut {
  nom: string;
  /** Sent with the token of a cashier; by nobody known otherwise. */
  connu?: boolean;
  /** The request of that rank. */
  requete(k: number): { corps: object; entetes?: Record<string, string> };
  /** The code that each is answered with; INTERDIT comes from the services: it was planned and executed. */
  code: string;
}

/** The largest document that a router reads. */
const LONG = 15_500;
const lignes = (k: number, nombre: number, longueur: number) =>
  fois(nombre, (n) => `{ produitId: "${k}-${n}€${'x'.repeat(longueur)}", quantite: 1 }`);
const transfert = (k: number, nombre: number, longueur: number) =>
  `mutation M { transfererStock(input: { transfertId: "00000000-0000-0000-0000-000000000000", sourceId: "1", destinationId: "2", lignes: [ ${lignes(k, nombre, longueur)} ] }) { __typename } }`;
const riche = (k: number) =>
  `query Q${k} { ${fois(4, (n) => `v${k}x${n}: ventes(first: 5) { nodes { id magasin { nom } employe { nom } lignes { quantite produit { nom stocks { disponible } } } } }`)} }`;

export const ASSAUTS: readonly Assaut[] = [
  {
    nom: 'mutations of 88 kB, not public',
    requete: (k) => ({ corps: { query: transfert(k, 95, 900) } }),
    code: 'LIMITE_DEPASSEE',
  },
  {
    nom: 'mutations as long as a router reads, not public',
    requete: (k) => ({ corps: { query: transfert(k, 15, 980) } }),
    code: 'NON_AUTHENTIFIE',
  },
  {
    nom: 'a thousand words each, not public',
    requete: (k) => ({ corps: { query: `{ magasins { ${fois(450, (n) => `f${k}x${n}`)} } }` } }),
    code: 'NON_AUTHENTIFIE',
  },
  {
    nom: 'public mutations, a text of 9 kB in each',
    requete: (k) => ({
      corps: {
        query: `mutation R { renouvelerJeton(input: { jetonRenouvellement: "${k}${'€'.repeat(9_000)}" }) { __typename ... on Authentification { jeton expireLe employe { nom } } } }`,
      },
    }),
    code: 'INTERDIT',
  },
  {
    nom: 'public queries, each with names of its own',
    requete: (k) => ({
      corps: {
        query: `query Q${k} { ${fois(5, (n) => `m${k}x${n}: moi { __typename n${k}: nom magasin { nom } }`)} }`,
      },
    }),
    code: 'INTERDIT',
  },
  {
    nom: 'variables, hashes, names and headers that nobody saw before',
    requete: (k) => ({
      corps: {
        query: 'query A($a: String) { moi { nom @skip(if: true) id } } ',
        operationName: `B${k}`,
        variables: { a: `${k}${'x'.repeat(9_000)}` },
        documentId: `sha256:${String(k).padStart(64, '0')}`,
      },
      entetes: {
        authorization: `Bearer a.b.${k}`,
        'x-request-id': `assaut-${String(k).padStart(8, '0')}`,
        traceparent: `00-${(k + 1).toString(16).padStart(32, '0')}-${'1'.repeat(16)}-00`,
      },
    }),
    // What is asked is read before it is decided what a dead token is worth.
    code: 'REQUETE_INVALIDE',
  },
  {
    nom: 'rubbish as long as a router reads',
    requete: (k) => ({ corps: { query: `{ ${k} "${'é'.repeat(LONG - 20)}"` } }),
    code: 'GRAPHQL_PARSE_FAILED',
  },
  {
    nom: 'a cashier’s documents, each planned anew',
    connu: true,
    requete: (k) => ({ corps: { query: riche(k) } }),
    code: 'INTERDIT',
  },
  {
    nom: 'a cashier’s documents that are not valid',
    connu: true,
    requete: (k) => ({ corps: { query: `{ magasins { ${fois(300, (n) => `f${k}x${n}`)} } }` } }),
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
];
