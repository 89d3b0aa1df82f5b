import { graphql } from '../../shared/api/generated/gql.ts';
import type {
  AjouterProduitMutation,
  CreerPanierMutation,
  FixerQuantiteMutation,
  RenouvelerPanierMutation,
} from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

const CREER = graphql(/* GraphQL */ `
  mutation CreerPanier($input: CreerPanierInput!) {
    creerPanier(input: $input) {
      __typename
      ... on Panier {
        id
        ...TicketPanier
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const AJOUTER = graphql(/* GraphQL */ `
  mutation AjouterProduit($input: AjouterAuPanierInput!) {
    ajouterAuPanier(input: $input) {
      __typename
      ... on Panier {
        id
        ...TicketPanier
      }
      ... on PanierNonModifiable {
        panier {
          id
          statut
        }
      }
      ... on PrixModifie {
        ancienPrix
        nouveauPrix
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

const FIXER = graphql(/* GraphQL */ `
  mutation FixerQuantite($input: ModifierLignePanierInput!) {
    modifierLignePanier(input: $input) {
      __typename
      ... on Panier {
        id
        ...TicketPanier
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

const RENOUVELER = graphql(/* GraphQL */ `
  mutation RenouvelerPanier($input: RenouvelerPanierInput!) {
    renouvelerPanier(input: $input) {
      __typename
      ... on PanierRenouvele {
        panier {
          id
          ...TicketPanier
        }
        changements {
          produit {
            id
          }
          nomProduit
          quantite
          ancienPrix
          nouveauPrix
          statutModifie
          retire
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

const creer = (data: CreerPanierMutation) => data.creerPanier;
const ajouter = (data: AjouterProduitMutation) => data.ajouterAuPanier;
const fixer = (data: FixerQuantiteMutation) => data.modifierLignePanier;
const renouveler = (data: RenouvelerPanierMutation) => data.renouvelerPanier;

export const useCreerPanier = () => useEnvoi(CREER, creer);
export const useAjouterAuPanier = () => useEnvoi(AJOUTER, ajouter);
export const useModifierLigne = () => useEnvoi(FIXER, fixer);
export const useRenouvelerPanier = () => useEnvoi(RENOUVELER, renouveler);
