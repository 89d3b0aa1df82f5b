import { graphql } from '../../shared/api/generated/gql.ts';
import type { OuvrirSessionMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const OUVRIR_SESSION = graphql(/* GraphQL */ `
  mutation OuvrirSession($input: OuvrirSessionCaisseInput!) {
    ouvrirSessionCaisse(input: $input) {
      __typename
      ... on SessionCaisse {
        id
        ouverteLe
        fondDeCaisse
        caisse {
          id
          sessionOuverte {
            id
          }
        }
      }
      ... on SessionDejaOuverte {
        session {
          id
        }
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

const choisir = (data: OuvrirSessionMutation) => data.ouvrirSessionCaisse;

export const useOuvrirSession = () => useEnvoi(OUVRIR_SESSION, choisir);
