import { graphql } from '../../shared/api/generated/gql.ts';
import type { ChangerEmployeMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const CHANGER_EMPLOYE = graphql(/* GraphQL */ `
  mutation ChangerEmploye($input: ChangerEmployeInput!) {
    changerEmploye(input: $input) {
      __typename
      ...Jetons
      ... on CompteVerrouille {
        reessayerDansS
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const choisir = (data: ChangerEmployeMutation) => data.changerEmploye;

export const useChangerEmploye = () => useEnvoi(CHANGER_EMPLOYE, choisir);
