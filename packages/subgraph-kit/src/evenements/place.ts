/**
 * Compares two places of a log: numbers joined by dots, the first counts most.
 *
 * @returns whether `place` comes after `other`; null is the beginning
 */
export function isAfter(place: string | null, other: string | null): boolean {
  const numbers = (text: string | null) => (text ?? '').split('.').map((n) => BigInt(n || '0'));
  const [a, b] = [numbers(place), numbers(other)];
  for (let n = 0; n < Math.max(a.length, b.length); n += 1) {
    const [left, right] = [a[n] ?? 0n, b[n] ?? 0n];
    if (left !== right) return left > right;
  }
  return false;
}
