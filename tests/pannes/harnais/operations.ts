// What a till sends, and what it reads of the answer.

export const CHECKOUT = /* GraphQL */ `
  mutation Encaisser($input: CheckoutInput!) {
    resultat: checkout(input: $input) {
      __typename
      ... on Erreur {
        code
        message
      }
      ... on VenteEnCours {
        reessayerDansMs
      }
      ... on CheckoutReussi {
        rejoue
        vente {
          id
          numero
          dateHeure
          sousTotal
          tps
          tvq
          total
          arrondi
          monnaie
          lignes {
            nomProduit
            quantite
            prixUnitaire
            sousTotal
          }
          paiements {
            mode
            montant
          }
        }
      }
    }
  }
`;

export const ANNULER = /* GraphQL */ `
  mutation Annuler($input: AnnulerVenteInput!) {
    resultat: annulerVente(input: $input) {
      __typename
      ... on Erreur {
        code
        message
      }
      ... on AnnulationEnCours {
        reessayerDansMs
      }
      ... on AnnulationReussie {
        rejoue
        annulation {
          id
          total
        }
      }
    }
  }
`;

export const ABANDONNER = /* GraphQL */ `
  mutation Abandonner($input: AbandonnerVenteInput!) {
    resultat: abandonnerVente(input: $input) {
      __typename
    }
  }
`;

export const TRANSFERER = /* GraphQL */ `
  mutation Transferer($input: TransfererStockInput!) {
    resultat: transfererStock(input: $input) {
      __typename
      ... on Erreur {
        code
        message
      }
    }
  }
`;
