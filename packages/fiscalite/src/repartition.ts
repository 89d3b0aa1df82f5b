import { exigerCents, exigerCentsPositifs } from './entiers.ts';

/**
 * Shares an amount out over weights by largest remainder: the shares sum to `montant` exactly, each
 * is within one cent of its exact share, and a weight of zero gets nothing. Ties go to the first
 * line, so the result depends on nothing but the arguments. A negative amount mirrors the positive.
 * BigInt inside: `montant * poids` is a product of two amounts and passes the safe range.
 * @throws RangeError when there is something to share and every weight is zero
 */
export function repartir(montant: number, poids: readonly number[]): number[] {
  const absolu = BigInt(Math.abs(exigerCents('montant', montant)));
  const lourds = poids.map((poid) => BigInt(exigerCentsPositifs('poids', poid)));
  const somme = lourds.reduce((total, poid) => total + poid, 0n);
  if (montant === 0) return poids.map(() => 0);
  if (somme === 0n) throw new RangeError(`nothing to share ${montant} over: every weight is zero`);

  const parts = lourds.map((poid) => (absolu * poid) / somme);
  const manquants = absolu - parts.reduce((total, part) => total + part, 0n);
  const parReste = lourds
    .map((poid, rang) => ({ rang, reste: (absolu * poid) % somme }))
    .sort((a, b) => (a.reste === b.reste ? a.rang - b.rang : a.reste > b.reste ? -1 : 1));
  for (const { rang } of parReste.slice(0, Number(manquants)))
    parts[rang] = (parts[rang] ?? 0n) + 1n;

  const signe = montant < 0 ? -1n : 1n;
  return parts.map((part) => Number(signe * part));
}

/** What the share of a line may be, in cents. */
export interface Bornes {
  readonly min: number;
  readonly max: number;
}

/**
 * Shares an amount out like `repartir`, each share within its bounds. What the bounds keep from one line goes to the
 * others, in their order.
 *
 * @param montant cents, between the sums of `min` and of `max`
 * @throws RangeError when the bounds leave no room for the amount
 */
export function repartirEntre(
  montant: number,
  poids: readonly number[],
  bornes: readonly Bornes[],
): number[] {
  const souhaitees = repartir(montant, poids);
  const parts = bornes.map(({ min, max }, rang) =>
    Math.min(max, Math.max(min, souhaitees[rang] ?? 0)),
  );
  let reste = montant - parts.reduce((somme, part) => somme + part, 0);
  for (const [rang, { min, max }] of bornes.entries()) {
    const part = parts[rang] ?? 0;
    const ajout = reste > 0 ? Math.min(reste, max - part) : Math.max(reste, min - part);
    parts[rang] = part + ajout;
    reste -= ajout;
  }
  if (reste !== 0) throw new RangeError(`the bounds leave no room for ${reste} of ${montant}`);
  return parts;
}
