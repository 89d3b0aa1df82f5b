import { graphql } from '../../shared/api/generated/gql.ts';
import type {
  CreerEmployeMutation,
  ModifierEmployeMutation,
  ReinitialiserMotDePasseMutation,
} from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const CREER = graphql(/* GraphQL */ `
  mutation CreerEmploye($input: CreerEmployeInput!) {
    creerEmploye(input: $input) {
      __typename
      ... on Employe {
        id
        ...LigneEmploye
        ...EmployeAModifier
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

const MODIFIER = graphql(/* GraphQL */ `
  mutation ModifierEmploye($input: ModifierEmployeInput!) {
    modifierEmploye(input: $input) {
      __typename
      ... on Employe {
        id
        ...LigneEmploye
        ...EmployeAModifier
      }
      ... on EmployeModifie {
        employe {
          id
          ...EmployeAModifier
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

const REINITIALISER = graphql(/* GraphQL */ `
  mutation ReinitialiserMotDePasse($input: ReinitialiserMotDePasseInput!) {
    reinitialiserMotDePasse(input: $input) {
      __typename
      ... on Employe {
        id
        ...LigneEmploye
        ...EmployeAModifier
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

const creer = (data: CreerEmployeMutation) => data.creerEmploye;
const modifier = (data: ModifierEmployeMutation) => data.modifierEmploye;
const reinitialiser = (data: ReinitialiserMotDePasseMutation) => data.reinitialiserMotDePasse;

export const useCreerEmploye = () => useEnvoi(CREER, creer);
export const useModifierEmploye = () => useEnvoi(MODIFIER, modifier);
export const useReinitialiser = () => useEnvoi(REINITIALISER, reinitialiser);
