import { graphql } from '../../shared/api/generated/gql.ts';
import type {
  ConvertirRemboursementMutation,
  DeclarerCarteRendueMutation,
  DeclarerRemboursementMutation,
  ReessayerRemboursementMutation,
  RelancerDossierMutation,
} from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const RELANCER = graphql(/* GraphQL */ `
  mutation RelancerDossier($input: RelancerDossierInput!) {
    relancerDossier(input: $input) {
      __typename
      ... on RelanceReussie {
        dossier {
          id
        }
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const REESSAYER = graphql(/* GraphQL */ `
  mutation ReessayerRemboursement($input: ReessayerRemboursementInput!) {
    reessayerRemboursement(input: $input) {
      __typename
      ... on RemboursementReussi {
        rejoue
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const CONVERTIR = graphql(/* GraphQL */ `
  mutation ConvertirRemboursement($input: ConvertirRemboursementInput!) {
    convertirRemboursement(input: $input) {
      __typename
      ... on RemboursementReussi {
        rejoue
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const DECLARER = graphql(/* GraphQL */ `
  mutation DeclarerCarteRendue($input: DeclarerCarteRendueInput!) {
    declarerCarteRendue(input: $input) {
      __typename
      ... on DeclarationReussie {
        rejoue
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

const DECLARER_REMBOURSEMENT = graphql(/* GraphQL */ `
  mutation DeclarerRemboursement($input: DeclarerRemboursementInput!) {
    declarerRemboursement(input: $input) {
      __typename
      ... on DeclarationReussie {
        rejoue
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

const relancer = (data: RelancerDossierMutation) => data.relancerDossier;
const reessayer = (data: ReessayerRemboursementMutation) => data.reessayerRemboursement;
const convertir = (data: ConvertirRemboursementMutation) => data.convertirRemboursement;
const declarer = (data: DeclarerCarteRendueMutation) => data.declarerCarteRendue;
const declarerRemboursement = (data: DeclarerRemboursementMutation) => data.declarerRemboursement;

export const useRelancer = () => useEnvoi(RELANCER, relancer);
export const useReessayer = () => useEnvoi(REESSAYER, reessayer);
export const useConvertir = () => useEnvoi(CONVERTIR, convertir);
export const useDeclarer = () => useEnvoi(DECLARER, declarer);
export const useDeclarerRemboursement = () =>
  useEnvoi(DECLARER_REMBOURSEMENT, declarerRemboursement);
