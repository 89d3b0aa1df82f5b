import { ApolloLink } from '@apollo/client';
import { type DocumentNode, Kind } from 'graphql';

/** Mutations that may be sent twice, and the field of their input that makes it so. */
export const CLES: Readonly<Record<string, string>> = {
  checkout: 'venteId',
  abandonnerVente: 'venteId',
  annulerVente: 'annulationId',
  transfererStock: 'transfertId',
  creerPanier: 'id',
  ajouterAuPanier: 'ajoutId',
  modifierLignePanier: 'panierId',
  viderPanier: 'panierId',
  renouvelerPanier: 'nouveauPanierId',
};

/** The id under which an operation may be sent again, although somebody may have done it; null when it may not. */
export function cleIdempotence(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  const cles = document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .flatMap(({ selectionSet }) => selectionSet.selections)
    .map((champ) => (champ.kind === Kind.FIELD ? CLES[champ.name.value] : undefined));
  const [cle] = cles;
  if (cles.length !== 1 || cle === undefined) return null;
  const valeur = (variables['input'] as Record<string, unknown> | undefined)?.[cle];
  return typeof valeur === 'string' ? valeur : null;
}

/** Tells proxies so, so that a replica that dies with the request costs the till nothing. */
export const lienIdempotence = new ApolloLink((operation, suite) => {
  const cle = cleIdempotence(operation.query, operation.variables);
  if (cle !== null) {
    operation.setContext(({ headers }: { headers?: Record<string, string> }) => ({
      headers: { ...headers, 'idempotency-key': cle },
    }));
  }
  return suite(operation);
});
