import type { Montant } from '@caisse/subgraph-kit/domaine';

/** A product of the catalogue. */
export interface Produit {
  id: number;
  nom: string;
  description: string;
  /** Before taxes. */
  prix: Montant;
  codeBarres: string | null;
  categorie: { id: string; nom: string } | null;
  actif: boolean;
  /** Grows by one at each modification. */
  version: number;
}

/** A page of the catalogue. */
export interface PageProduits {
  nodes: Produit[];
  edges: { cursor: string; node: Produit }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  /** Read only when the client asks for it. */
  totalCount: number;
}

export type Taxe = 'TPS' | 'TVQ';
export type StatutTaxe = 'TAXABLE' | 'DETAXE' | 'HORS_CHAMP';

/** What a tax does to a product that nobody classified: it is charged (Revenu Québec's default). */
export const STATUT_PAR_DEFAUT: StatutTaxe = 'TAXABLE';
