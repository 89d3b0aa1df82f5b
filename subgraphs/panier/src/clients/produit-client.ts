import type { StatutsDates } from '@caisse/fiscalite';
import type { Montant, ServiceClient } from '@caisse/subgraph-kit';

/** Past the cache of produit: what enters a cart is what the database says. */
const PRODUITS = /* GraphQL */ `
  query ProduitsDuPanier($ids: [ID!]!, $jour: Date!) {
    produitsPourPanier(ids: $ids, jour: $jour) {
      id
      nom
      prix
      actif
      statuts {
        taxe
        effetDu
        statut
      }
    }
  }
`;

/** A product of the catalogue as it is now, with its tax statuses in force and to come. */
export interface ProduitDuCatalogue {
  id: string;
  nom: string;
  /** Before taxes. */
  prix: Montant;
  actif: boolean;
  statuts: StatutsDates;
}

/** Asks the subgraph produit. */
export function produitClient(client: ServiceClient) {
  return {
    /**
     * The products of those ids, in no order; unknown ids are absent.
     *
     * @param jour first business day whose statuses count
     * @throws TransportError
     */
    async produits(ids: readonly number[], jour: string): Promise<ProduitDuCatalogue[]> {
      const { produitsPourPanier } = await client.call<{
        produitsPourPanier: ProduitDuCatalogue[];
      }>(PRODUITS, { ids: ids.map(String), jour });
      return produitsPourPanier;
    },
  };
}

export type ProduitClient = ReturnType<typeof produitClient>;
