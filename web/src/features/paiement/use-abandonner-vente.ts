import { graphql } from '../../shared/api/generated/gql.ts';
import type { AbandonnerVenteMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const ABANDONNER = graphql(/* GraphQL */ `
  mutation AbandonnerVente($input: AbandonnerVenteInput!) {
    abandonnerVente(input: $input) {
      __typename
      ... on AbandonReussi {
        vente {
          id
          statut
        }
      }
      ... on CheckoutReussi {
        rejoue
        vente {
          id
          monnaie
          ...RecuVente
        }
      }
      ... on VenteEnCours {
        code
        message
        reessayerDansMs
      }
    }
  }
`);

const choisir = (data: AbandonnerVenteMutation) => data.abandonnerVente;

export const useAbandonnerVente = () => useEnvoi(ABANDONNER, choisir);
