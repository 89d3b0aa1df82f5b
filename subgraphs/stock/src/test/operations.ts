/** The member of a result union that was answered, its fields as far as it has them. */
export interface Reponse {
  __typename: string;
  id?: string;
  code?: string;
  message?: string;
  rejoue?: boolean;
  ruptures?: { produit: { id: string }; demande: number; disponible: number }[];
  champs?: { champ: string; message: string }[];
  statut?: string;
  source?: { id: string };
  destination?: { id: string };
  lignes?: { produit: { id: string }; quantite: number }[];
}

/** Every mutation of stock, its result under one name. */
export const MUTATIONS = /* GraphQL */ `
  mutation Reserver($input: ReserverStockInput!) {
    resultat: reserverStock(input: $input) {
      __typename
      ... on ReservationStock {
        venteId
        rejoue
      }
      ... on StockInsuffisant {
        code
        message
        ruptures {
          produit {
            id
          }
          demande
          disponible
        }
      }
      ... on Erreur {
        code
        message
      }
    }
  }
  mutation Annuler($input: AnnulerReservationInput!) {
    resultat: annulerReservation(input: $input) {
      annulee
    }
  }
  mutation Retourner($input: RetournerStockInput!) {
    resultat: retournerStock(input: $input) {
      rejoue
    }
  }
  mutation Transferer($input: TransfererStockInput!) {
    resultat: transfererStock(input: $input) {
      __typename
      ... on Transfert {
        id
        statut
        source {
          id
        }
        destination {
          id
        }
        lignes {
          produit {
            id
          }
          quantite
        }
      }
      ... on StockInsuffisant {
        code
        message
        ruptures {
          produit {
            id
          }
          demande
          disponible
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
`;
