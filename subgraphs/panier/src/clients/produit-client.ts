import type { StatutTaxe } from '@caisse/fiscalite';
import type { Montant, ServiceClient } from '@caisse/subgraph-kit';

const PRODUIT = /* GraphQL */ `
  query ProduitDuPanier($id: ID!) {
    produit(id: $id) {
      id
      nom
      prix
      actif
      statutTps
      statutTvq
    }
  }
`;

/** A product of the catalogue as it is now, with today's tax statuses. */
export interface ProduitDuCatalogue {
  id: string;
  nom: string;
  /** Before taxes. */
  prix: Montant;
  actif: boolean;
  statutTps: StatutTaxe;
  statutTvq: StatutTaxe;
}

/** Asks the subgraph produit. */
export function produitClient(client: ServiceClient) {
  return {
    /** The product of that id, or null when there is none. @throws TransportError */
    async produit(id: number): Promise<ProduitDuCatalogue | null> {
      const { produit } = await client.call<{ produit: ProduitDuCatalogue | null }>(PRODUIT, {
        id: String(id),
      });
      return produit;
    },
  };
}

export type ProduitClient = ReturnType<typeof produitClient>;
