/** A thing that is known here by its id alone. */
export interface Reference {
  id: string;
}
