import {
  ApolloClient,
  HttpLink,
  InMemoryCache,
  type FieldReadFunction,
  type Reference,
} from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import possibleTypes from '../shared/api/generated/possible-types.ts';
import { nouvelleTrace } from '../shared/api/trace.ts';
import type { Connexion } from '../shared/connexion/connexion.ts';
import { lienIdempotence } from './cle-idempotence.ts';
import { lienConnexion } from './lien-connexion.ts';

/** Longest wait for an answer; the server's own ladder of time-outs ends well before. */
const DELAI_MS = 8_000;

const fetchBorne: typeof fetch = (adresse, options) => {
  const delai = AbortSignal.timeout(DELAI_MS);
  const signal = options?.signal ? AbortSignal.any([options.signal, delai]) : delai;
  const headers = new Headers(options?.headers);
  headers.set('traceparent', nouvelleTrace());
  return fetch(adresse, { ...options, headers, signal });
};

/**
 * Finds by id what another operation already brought (the cart of a mutation, the sale of a checkout),
 * so that it shows without a second request.
 */
const parId =
  (__typename: string): FieldReadFunction<Reference | null> =>
  (existant, { args, toReference, canRead }) => {
    if (existant) return existant;
    const connu = toReference({ __typename, id: String(args?.['id']) });
    return canRead(connu) ? connu : existant;
  };

const remplaces = (...champs: string[]) =>
  Object.fromEntries(champs.map((champ) => [champ, { merge: false }]));

export function creerCache() {
  return new InMemoryCache({
    possibleTypes: possibleTypes.possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          panier: parId('Panier'),
          vente: parId('Vente'),
          sessionCaisse: parId('SessionCaisse'),
          produits: relayStylePagination(['recherche', 'inclureInactifs']),
          ventes: relayStylePagination(['magasinId', 'sessionCaisseId']),
          dossiersATraiter: relayStylePagination(['magasinId']),
          employes: relayStylePagination(['recherche', 'inclureInactifs', 'first']),
        },
      },
      // What has no identity of its own is replaced whole by the newest answer.
      Panier: { fields: remplaces('lignes', 'totaux') },
      Vente: { fields: remplaces('lignes', 'paiements') },
      Audit: {
        fields: {
          employes: relayStylePagination(),
          catalogue: relayStylePagination(),
          stock: relayStylePagination(),
          ventes: relayStylePagination(),
        },
      },
      TableauDeBord: {
        fields: remplaces('chiffreAffaires', 'tendanceHebdomadaire', 'meilleursProduits'),
      },
    },
  });
}

/**
 * What one sign-in sees: another one has another client, so that nothing read by a person is shown to the next.
 *
 * @param connexion whose tokens to send; none for what anyone may ask
 */
export function creerClient(connexion: Connexion | null) {
  const envoi = lienIdempotence.concat(new HttpLink({ uri: '/graphql', fetch: fetchBorne }));
  return new ApolloClient({
    link: connexion ? lienConnexion(connexion).concat(envoi) : envoi,
    cache: creerCache(),
  });
}
