import { graphql } from '../../shared/api/generated/gql.ts';
import type { TransfererMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';

// The stocks come back with the answer, so that both columns are right without another request.
const TRANSFERER = graphql(/* GraphQL */ `
  mutation Transferer($input: TransfererStockInput!) {
    transfererStock(input: $input) {
      __typename
      ... on Transfert {
        id
        destination {
          id
          nom
        }
        lignes {
          quantite
          produit {
            id
            nom
            ...LigneApprovisionnement
          }
        }
      }
      ... on StockInsuffisant {
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
`);

const choisir = (data: TransfererMutation) => data.transfererStock;

export type TransfertFait = Extract<
  TransfererMutation['transfererStock'],
  { __typename: 'Transfert' }
>;

export const useTransfererStock = () => useEnvoi(TRANSFERER, choisir);
