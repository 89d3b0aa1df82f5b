/** A till. Only a place of type MAGASIN has some. */
export interface Caisse {
  id: number;
  magasinId: number;
  /** Within its store. */
  numero: number;
}
