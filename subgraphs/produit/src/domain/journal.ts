/** Id of the audit log: there is one for the whole chain, of which each service keeps its part. */
export const CHAINE = 'chaine';

/** The audit log: all that produit knows of it is its id. */
export interface Journal {
  id: string;
}
