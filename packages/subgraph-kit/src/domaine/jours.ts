/** Time zone of every store of the chain: business days begin at its midnight. */
export const FUSEAU = 'America/Toronto';

/** Days and instants that the product knows: every layer, and PostgreSQL, can count from one to another. */
const PREMIERE_ANNEE = 1900;
const DERNIERE_ANNEE = 2999;

const FORME_JOUR = /^\d{4}-\d{2}-\d{2}$/;
const FORME_INSTANT =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

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

/** Whether a text is a civil day that exists, from 1900 to 2999: YYYY-MM-DD. */
export function estJour(texte: string): boolean {
  if (!FORME_JOUR.test(texte)) return false;
  const date = new Date(`${texte}T00:00:00Z`);
  // The round trip refuses 2026-02-30, which Date would silently turn into March.
  return estConnu(date) && date.toISOString().startsWith(texte);
}

/**
 * Reads an instant from 1900 to 2999, ISO 8601 with its time zone.
 *
 * @returns null when the text is no such instant
 */
export function lireInstant(texte: string): Date | null {
  const date = FORME_INSTANT.test(texte) && estJour(texte.slice(0, 10)) ? new Date(texte) : null;
  return date && estConnu(date) ? date : null;
}

function estConnu(date: Date): boolean {
  const annee = date.getUTCFullYear();
  return annee >= PREMIERE_ANNEE && annee <= DERNIERE_ANNEE;
}
