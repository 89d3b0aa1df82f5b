import { diskFault } from './disk-fault.ts';

/** How long lines must have gone through again before that is said: on a full disk a short line still fits now and then. */
const QUIET_MS = 5_000;

/** What became of log lines that could not be written. */
export interface Losses {
  lost(error: unknown): void;
  /** @returns the lines that were lost, when a time of losses is over with this one; else null */
  written(): number | null;
  /** Lines that were lost since the start. */
  total(): number;
}

/**
 * Counts log lines that cannot be written, and tells a person once when that begins and once when it is over.
 *
 * @param path the file
 * @param say shows a line at the terminal
 * @param now clock, in milliseconds
 */
export function countLosses(path: string, say: (line: string) => void, now: () => number): Losses {
  let total = 0;
  let spell = 0;
  let lastAt = 0;
  return {
    lost(error) {
      total += 1;
      spell += 1;
      lastAt = now();
      if (spell > 1) return;
      say(
        `Le journal ${path} ne peut plus être écrit (${diskFault(error)}). ` +
          'La caisse continue ; ses lignes de journal sont perdues jusqu’à ce qu’il puisse l’être de nouveau.',
      );
    },
    written() {
      if (spell === 0 || now() - lastAt < QUIET_MS) return null;
      const over = spell;
      spell = 0;
      say(`Le journal ${path} s’écrit de nouveau ; lignes perdues : ${over}.`);
      return over;
    },
    total: () => total,
  };
}
