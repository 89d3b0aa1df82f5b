import { type Apport, apportDe, type EvenementCompte } from '../domain/apport.ts';

interface Projections {
  appliquer(lot: readonly Apport[], de: string | null, a: string): Promise<number | null>;
}

/**
 * Makes what counts a slice of the sales log.
 *
 * @returns the `apply` of a consumer: exactly once, whatever is read twice or by two replicas
 */
export function suivreVentes(projections: Projections) {
  return async (
    evenements: readonly EvenementCompte[],
    de: string | null,
    a: string,
  ): Promise<boolean> => (await projections.appliquer(evenements.map(apportDe), de, a)) !== null;
}
