/** An entity that several subgraphs share: all that produit knows of it is its id. */
export interface Reference {
  id: string;
}
