import { graphql } from '../../shared/api/generated/gql.ts';
import type { EnregistrerProduitMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const ENREGISTRER = graphql(/* GraphQL */ `
  mutation EnregistrerProduit($input: ModifierProduitInput!) {
    modifierProduit(input: $input) {
      __typename
      ... on Produit {
        id
        nom
        ...LigneProduit
        ...ProduitAModifier
      }
      ... on ConflitVersion {
        versionActuelle
        produit {
          id
          nom
          prix
          description
          version
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

const choisir = (data: EnregistrerProduitMutation) => data.modifierProduit;

export const useModifierProduit = () => useEnvoi(ENREGISTRER, choisir);
