import { graphql } from '../../shared/api/generated/gql.ts';
import type { CheckoutMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const CHECKOUT = graphql(/* GraphQL */ `
  mutation Checkout($input: CheckoutInput!) {
    checkout(input: $input) {
      __typename
      ... on CheckoutReussi {
        rejoue
        vente {
          id
          monnaie
          ...RecuVente
        }
      }
      ... on StockInsuffisant {
        ruptures {
          produit {
            id
            nom
          }
          demande
          disponible
        }
      }
      ... on VenteEnCours {
        reessayerDansMs
      }
      ... on PaiementInsuffisant {
        manque
      }
      ... on PaiementCarteExcessif {
        maximum
      }
      ... on ComptantInvraisemblable {
        maximum
      }
      ... on SaisieInvalide {
        champs {
          champ
          message
        }
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const choisir = (data: CheckoutMutation) => data.checkout;

export type ReponseCheckout = CheckoutMutation['checkout'];

export const useCheckout = () => useEnvoi(CHECKOUT, choisir);
