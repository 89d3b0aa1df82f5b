/**
 * Refuses anything that is not an exact number of cents: a float or an overflow is a bug that must
 * stop here and never reach a receipt.
 * @throws RangeError when `valeur` is not a safe integer
 */
export function exigerCents(nom: string, valeur: number): number {
  if (!Number.isSafeInteger(valeur)) {
    throw new RangeError(`${nom} must be a safe integer number of cents, but got ${valeur}`);
  }
  return valeur;
}

/** Like `exigerCents`, for amounts that have no negative meaning. */
export function exigerCentsPositifs(nom: string, valeur: number): number {
  if (exigerCents(nom, valeur) < 0) {
    throw new RangeError(`${nom} must not be negative, but got ${valeur}`);
  }
  return valeur;
}

/** Exact sum of cents. @throws RangeError when a term or the sum leaves the safe-integer range */
export function sommer(nom: string, termes: readonly number[]): number {
  return termes.reduce((somme, terme) => exigerCents(nom, somme + exigerCents(nom, terme)), 0);
}
