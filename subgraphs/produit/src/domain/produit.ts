import type { StatutsDates } from '@caisse/fiscalite';
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

/** What a cart needs of a product, as the database has it. */
export interface ProduitPourPanier {
  id: number;
  nom: string;
  /** Before taxes. */
  prix: Montant;
  actif: boolean;
  /** Those in force on the day asked for, and those to come. */
  statuts: StatutsDates;
}
