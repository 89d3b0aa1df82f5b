import type { StatutTaxe } from '@caisse/fiscalite';
import type { Montant, ServiceClient } from '@caisse/subgraph-kit';

import type { RefusVente } from '../domain/refus.ts';
import type { PanierFige } from '../domain/vente.ts';

const FIGER = /* GraphQL */ `
  mutation FigerPanierDeVente($input: FigerPanierInput!) {
    figerPanier(input: $input) {
      __typename
      ... on PanierFige {
        sessionCaisseId
        caisseId
        magasinId
        lignes {
          produitId
          nomProduit
          quantite
          prixUnitaire
          statutTps
          statutTvq
        }
      }
    }
  }
`;

const LIBERER = /* GraphQL */ `
  mutation LibererPanierDeVente($input: LibererPanierInput!) {
    libererPanier(input: $input) {
      libere
    }
  }
`;

type Gel =
  | {
      __typename:
        | 'PanierIntrouvable'
        | 'PanierAutreMagasin'
        | 'PanierIndisponible'
        | 'PanierExpire'
        | 'PanierVide';
    }
  | {
      __typename: 'PanierFige';
      sessionCaisseId: string;
      caisseId: string;
      magasinId: string;
      lignes: {
        produitId: string;
        nomProduit: string;
        quantite: number;
        prixUnitaire: Montant;
        statutTps: StatutTaxe;
        statutTvq: StatutTaxe;
      }[];
    };

/** Asks the subgraph panier. */
export function panierClient(client: ServiceClient) {
  return {
    /**
     * Freezes a cart for a sale; repeating gives the same lines.
     *
     * @param jour business day of the sale: a cart of an earlier one is refused
     * @param magasinId the only store whose carts may be sold; null: any
     * @throws TransportError
     */
    async figer(
      panierId: string,
      venteId: string,
      jour: string,
      magasinId: number | null,
    ): Promise<{ panier: PanierFige } | { refus: RefusVente }> {
      const { figerPanier: gel } = await client.call<{ figerPanier: Gel }>(FIGER, {
        input: {
          panierId,
          venteId,
          jour,
          ...(magasinId !== null && { magasinId: String(magasinId) }),
        },
      });
      if (gel.__typename !== 'PanierFige') return { refus: { type: gel.__typename } };
      return {
        panier: {
          sessionCaisseId: gel.sessionCaisseId,
          caisseId: Number(gel.caisseId),
          magasinId: Number(gel.magasinId),
          lignes: gel.lignes.map((ligne) => ({ ...ligne, produitId: Number(ligne.produitId) })),
        },
      };
    },

    /**
     * Gives the cart back, and leaves a tombstone: a freeze that arrives late will fail.
     *
     * @throws TransportError
     * @throws Error when the cart is sold to that sale: it must not be refused
     */
    async liberer(panierId: string, venteId: string): Promise<void> {
      const { libererPanier } = await client.call<{ libererPanier: { libere: boolean } }>(LIBERER, {
        input: { panierId, venteId },
      });
      if (!libererPanier.libere) throw new Error(`Sale ${venteId} still holds cart ${panierId}`);
    },
  };
}

export type PanierClient = ReturnType<typeof panierClient>;
