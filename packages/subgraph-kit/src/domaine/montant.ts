/**
 * Money: an integer number of Canadian cents within the safe-integer range. Never a float, in any layer.
 */
export type Montant = number;

/**
 * Checks that a value is a Montant.
 *
 * @param valeur any value
 * @returns true for an integer that JavaScript represents exactly
 */
export function estMontant(valeur: unknown): valeur is Montant {
  return typeof valeur === 'number' && Number.isSafeInteger(valeur);
}

/**
 * Turns a database integer into a Montant.
 *
 * @param cents a `bigint` column, as the driver returns it
 * @throws RangeError beyond the safe-integer range, where a cent could be lost
 */
export function enMontant(cents: bigint | number): Montant {
  const montant = Number(cents);
  if (!Number.isSafeInteger(montant)) {
    throw new RangeError(`A Montant must be a safe integer of cents, but got ${cents}`);
  }
  return montant;
}

const DOLLARS = new Intl.NumberFormat('fr-CA', { style: 'currency', currency: 'CAD' });

/**
 * Writes an amount for a person, in French: 1149 gives « 11,49 $ ».
 *
 * @param montant cents
 */
export function enDollars(montant: Montant): string {
  // A decimal string, not a division: Intl reads it exactly, however large the amount.
  const cents = Math.abs(montant).toString().padStart(3, '0');
  const decimal = `${montant < 0 ? '-' : ''}${cents.slice(0, -2)}.${cents.slice(-2)}`;
  return DOLLARS.format(decimal as Intl.StringNumericLiteral);
}
