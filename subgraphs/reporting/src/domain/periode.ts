/** Business days from `du` to `au`, both included (YYYY-MM-DD), in one place or in the whole chain. */
export interface Periode {
  du: string;
  au: string;
  /** null: the whole chain. */
  magasinId: number | null;
}

/** Most days between the first and the last one. */
export const ECART_MAXIMUM = 366;

const JOUR_MS = 86_400_000;

/**
 * Checks the days of a report.
 *
 * @param du first day, YYYY-MM-DD
 * @param au last day
 * @returns why they are refused, as a French sentence, or null when all is well
 */
export function refusDesJours(du: string, au: string): string | null {
  const ecart = (Date.parse(au) - Date.parse(du)) / JOUR_MS;
  if (ecart < 0) return `La période finit (${au}) avant de commencer (${du}).`;
  if (ecart > ECART_MAXIMUM) {
    return `La période va du ${du} au ${au} : plus de ${ECART_MAXIMUM} jours les séparent.`;
  }
  return null;
}

/**
 * The days that end with the given one.
 *
 * @param dernier YYYY-MM-DD
 * @param nombre how many, at least 1
 * @returns the days in their order, the given one last
 */
export function joursJusqua(dernier: string, nombre: number): string[] {
  // Civil days are counted in UTC, where each has 24 hours.
  const fin = Date.parse(dernier);
  return Array.from({ length: nombre }, (_, rang) =>
    new Date(fin - (nombre - 1 - rang) * JOUR_MS).toISOString().slice(0, 10),
  );
}
