/** The greatest number of cents that a till accepts to be typed: 9 999 999,99 $. */
const PLUS_GRAND = 999_999_999;

/** Spaces that people and currency formats put between groups: plain, no-break, narrow no-break. */
const ESPACE = '[ \u00a0\u202f]';
/** Dollars without spaces, or with spaces that cut groups of three digits and nothing else. */
const DOLLARS = `\\d{1,7}|[1-9]\\d{0,2}(?:${ESPACE}\\d{3})+`;

/** The dollar sign before, after, or nowhere: `12,50`, `12.5 $`, `$12`, `,05`. */
const AVEC_VIRGULE = new RegExp(
  `^(?:\\$${ESPACE}?)?(?:(${DOLLARS})(?:[,.](\\d{0,2}))?|[,.](\\d{1,2}))(?:${ESPACE}?\\$)?$`,
);
/** The dollar sign in the place of the comma, as prices are written here: `12$50`, `5 $ 25`. */
const DOLLAR_AU_MILIEU = new RegExp(`^(${DOLLARS})${ESPACE}?\\$${ESPACE}?(\\d{2})$`);

const sansEspaces = (chiffres: string) => chiffres.replace(/\D/g, '');

/**
 * Reads an amount in dollars as a person types it, into integer cents, without any float: `1 234,5 $` is 123450.
 * Returns null for what nobody would read as one amount: letters, a sign, three decimals, `1 2`, `1$2$3`, `$12$`.
 */
export function lireMontant(texte: string): number | null {
  const net = texte.trim();
  const morceaux = AVEC_VIRGULE.exec(net) ?? DOLLAR_AU_MILIEU.exec(net);
  if (!morceaux || (net.startsWith('$') && net.endsWith('$'))) return null;
  const [, dollars = '0', cents, centsSeuls] = morceaux;
  const total =
    Number(sansEspaces(dollars)) * 100 + Number((cents ?? centsSeuls ?? '').padEnd(2, '0'));
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
