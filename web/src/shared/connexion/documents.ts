import { graphql } from '../api/generated/gql.ts';

export const AUTHENTIFICATION = graphql(/* GraphQL */ `
  fragment Jetons on Authentification {
    jeton
    expireLe
  }
`);

export const SE_CONNECTER = graphql(/* GraphQL */ `
  mutation SeConnecter($input: SeConnecterInput!) {
    seConnecter(input: $input) {
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

export const RENOUVELER = graphql(/* GraphQL */ `
  mutation RenouvelerJeton($input: RenouvelerJetonInput!) {
    renouvelerJeton(input: $input) {
      __typename
      ...Jetons
      ... on Erreur {
        code
        message
      }
    }
  }
`);
