import { exigerCents } from './entiers.ts';

/**
 * Rounds cents to the nearest 5 cents, as cash requires since the end of the penny: 1 and 2 go
 * down, 3 and 4 go up, mirrored for refunds. Cards are never rounded.
 */
export function arrondirComptant(cents: number): number {
  const absolu = Math.abs(exigerCents('cents', cents));
  const arrondi = exigerCents('arrondi', 5 * Math.floor((absolu + 2) / 5));
  return cents < 0 ? 0 - arrondi : arrondi;
}
