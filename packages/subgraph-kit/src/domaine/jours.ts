/** Time zone of every store of the chain: business days begin at its midnight. */
export const FUSEAU = 'America/Toronto';

const JOUR = new Intl.DateTimeFormat('en-CA', { timeZone: FUSEAU, dateStyle: 'short' });

/**
 * The civil day of an instant in the stores' time zone.
 *
 * @param instant the moment, passed in by the caller
 * @returns YYYY-MM-DD
 */
export function jourDe(instant: Date): string {
  return JOUR.format(instant);
}
