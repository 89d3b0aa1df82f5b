/** The greatest number of cents that a till accepts to be typed: 9 999 999,99 $. */
const PLUS_GRAND = 999_999_999;

/**
 * Reads an amount in dollars as a person types it, into integer cents, without any float.
 * Accepts a comma or a point, spaces between thousands and a dollar sign: `1 234,5 $` is 123450.
 * Returns null for anything else (letters, sign, three decimals, empty, too large).
 */
export function lireMontant(texte: string): number | null {
  const net = texte.replace(/[\s\u00a0\u202f$]/g, '').replace(',', '.');
  const morceaux = /^(\d{0,7})(?:\.(\d{0,2}))?$/.exec(net);
  if (!morceaux) return null;
  const [, dollars = '', cents = ''] = morceaux;
  if (dollars === '' && cents === '') return null;
  const total = Number(dollars || '0') * 100 + Number(cents.padEnd(2, '0'));
  return total <= PLUS_GRAND ? total : null;
}

/** Writes integer cents the way they are typed: 1234 is `12,34`. The inverse of {@link lireMontant}. */
export function ecrireMontant(cents: number): string {
  const absolu = Math.abs(cents);
  const signe = cents < 0 ? '-' : '';
  return `${signe}${Math.floor(absolu / 100)},${String(absolu % 100).padStart(2, '0')}`;
}

/** Rounds an amount to the nearest 5 cents, the way cash is rounded in Canada; negative amounts mirror. */
export function arrondirComptant(cents: number): number {
  return cents < 0 ? -arrondirComptant(-cents) : 5 * Math.floor((cents + 2) / 5);
}
