import { graphql } from '../../shared/api/generated/gql.ts';
import type {
  ChangerMotDePasseMutation,
  DefinirNipMutation,
  FermerConnexionMutation,
} from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const CHANGER_MOT_DE_PASSE = graphql(/* GraphQL */ `
  mutation ChangerMotDePasse($input: ChangerMotDePasseInput!) {
    changerMotDePasse(input: $input) {
      __typename
      ...Jetons
      ... on CompteVerrouille {
        reessayerDansS
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

const DEFINIR_NIP = graphql(/* GraphQL */ `
  mutation DefinirNip($input: DefinirNipInput!) {
    definirNip(input: $input) {
      __typename
      ... on Employe {
        id
        aUnNip
      }
      ... on CompteVerrouille {
        reessayerDansS
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

const FERMER_CONNEXION = graphql(/* GraphQL */ `
  mutation FermerConnexion($input: FermerConnexionInput!) {
    fermerConnexion(input: $input) {
      __typename
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const changer = (data: ChangerMotDePasseMutation) => data.changerMotDePasse;
const definir = (data: DefinirNipMutation) => data.definirNip;
const fermer = (data: FermerConnexionMutation) => data.fermerConnexion;

export const useFermerUneConnexion = () => useEnvoi(FERMER_CONNEXION, fermer);
export const useChangerMotDePasse = () => useEnvoi(CHANGER_MOT_DE_PASSE, changer);
export const useDefinirNip = () => useEnvoi(DEFINIR_NIP, definir);
