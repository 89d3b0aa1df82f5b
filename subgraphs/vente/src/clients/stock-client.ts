import type { ServiceClient } from '@caisse/subgraph-kit';

import type { Rupture } from '../domain/refus.ts';

const RESERVER = /* GraphQL */ `
  mutation ReserverStockDeVente($input: ReserverStockInput!) {
    reserverStock(input: $input) {
      __typename
      ... on StockInsuffisant {
        ruptures {
          produit {
            id
          }
          demande
          disponible
        }
      }
    }
  }
`;

const ANNULER = /* GraphQL */ `
  mutation AnnulerReservationDeVente($input: AnnulerReservationInput!) {
    annulerReservation(input: $input) {
      annulee
    }
  }
`;

const RETOURNER = /* GraphQL */ `
  mutation RetournerStockDeVente($input: RetournerStockInput!) {
    retournerStock(input: $input) {
      rejoue
    }
  }
`;

/** A quantity of a product, to take or to put back. */
export interface QuantiteProduit {
  produitId: number;
  quantite: number;
}

export type Reservation =
  | { type: 'RESERVEE' }
  /** Its tombstone: somebody undid this sale. */
  | { type: 'ANNULEE' }
  | { type: 'RUPTURE'; ruptures: Rupture[] };

type Reponse =
  | { __typename: 'ReservationStock' }
  | { __typename: 'ReservationAnnulee' }
  | {
      __typename: 'StockInsuffisant';
      ruptures: { produit: { id: string }; demande: number; disponible: number }[];
    };

/** Asks the subgraph stock. */
export function stockClient(client: ServiceClient) {
  return {
    /**
     * Reserves the products of a sale, all or nothing; repeating gives the same answer.
     *
     * @throws TransportError
     */
    async reserver(
      venteId: string,
      magasinId: number,
      lignes: readonly QuantiteProduit[],
    ): Promise<Reservation> {
      const { reserverStock: reponse } = await client.call<{ reserverStock: Reponse }>(RESERVER, {
        input: { venteId, magasinId: String(magasinId), lignes: lignes.map(enEntree) },
      });
      if (reponse.__typename === 'ReservationStock') return { type: 'RESERVEE' };
      if (reponse.__typename === 'ReservationAnnulee') return { type: 'ANNULEE' };
      const ruptures = reponse.ruptures.map(({ produit, demande, disponible }) => ({
        produitId: Number(produit.id),
        demande,
        disponible,
      }));
      return { type: 'RUPTURE', ruptures };
    },

    /**
     * Gives back what a sale reserved, and leaves a tombstone: a reservation that arrives late will fail.
     *
     * @throws TransportError
     * @throws Error when the reservation is confirmed: the sale must not be refused
     */
    async annulerReservation(venteId: string): Promise<void> {
      const { annulerReservation } = await client.call<{
        annulerReservation: { annulee: boolean };
      }>(ANNULER, { input: { venteId } });
      if (!annulerReservation.annulee) throw new Error(`Sale ${venteId} still holds its stock`);
    },

    /**
     * Puts back in stock what a return brings; repeating does nothing more.
     *
     * @throws TransportError
     */
    async retourner(
      annulationId: string,
      venteId: string,
      magasinId: number,
      lignes: readonly QuantiteProduit[],
    ): Promise<void> {
      await client.call(RETOURNER, {
        input: {
          ...{ annulationId, venteId, magasinId: String(magasinId) },
          lignes: lignes.map(enEntree),
        },
      });
    },
  };
}

export type StockClient = ReturnType<typeof stockClient>;

function enEntree({ produitId, quantite }: QuantiteProduit) {
  return { produitId: String(produitId), quantite };
}
