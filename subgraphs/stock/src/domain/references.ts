/** An entity that another subgraph owns, or a scope of the dashboard: all that stock knows of it is its id. */
export interface Reference {
  id: string;
}

/** Id of the dashboard of the whole chain; any other is a place's. */
export const RESEAU = 'RESEAU';
