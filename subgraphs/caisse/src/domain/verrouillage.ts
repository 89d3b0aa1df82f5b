/** Failures in a row that are forgiven: the last of them locks. */
const ESSAIS = 5;
const PREMIER_DELAI_S = 30;
const DELAI_MAXIMUM_S = 15 * 60;

/**
 * How long an account is locked after a failure, in seconds.
 *
 * @param echecs failures in a row, this one counted
 * @returns 0 up to the fourth, 30 s for the fifth, then the double each time, up to 15 min
 */
export function delaiApres(echecs: number): number {
  if (echecs < ESSAIS) return 0;
  return Math.min(PREMIER_DELAI_S * 2 ** (echecs - ESSAIS), DELAI_MAXIMUM_S);
}

/**
 * The delays of the first, second… failure in a row, for the statement that counts one: the last stands for all
 * that follow.
 */
export const DELAIS_S: readonly number[] = Array.from({ length: 10 }, (_, n) => delaiApres(n + 1));

/** Whether an account is locked at an instant. */
export function estVerrouille(jusqua: Date | null, maintenant: Date): jusqua is Date {
  return jusqua !== null && jusqua > maintenant;
}

/** Seconds to wait for the end of a lock, at least one. */
export function attenteS(jusqua: Date, maintenant: Date): number {
  return Math.max(1, Math.ceil((jusqua.getTime() - maintenant.getTime()) / 1_000));
}
