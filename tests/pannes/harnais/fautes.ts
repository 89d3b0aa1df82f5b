import type { Journal } from './journal.ts';

/** The faults of one figure as they were injected, for the comparison of two runs (`comparer-fautes.ts`). */
export interface FautesInjectees {
  /** True when the speed of the machine decides how many there are: two runs then share only their beginning. */
  ouvertes: boolean;
  /** By what injects them, each in its order; nothing is said of the order between two of these. */
  suites: Record<string, string[]>;
}

/** Records the faults of one figure at the moment when each is injected. */
export interface Fautes {
  /**
   * @param suite what injects them one after the other: a trial, a client, `arrêts`
   * @param faute without anything that the seed does not decide, such as a time or a port
   * @param journal of the system that it happens to: the history of a sale then tells it
   */
  noter(suite: string, faute: string, journal?: Journal): void;
  toutes(): FautesInjectees;
}

/** Begins a record. @param ouvertes see `FautesInjectees` */
export function ouvrirFautes({ ouvertes = false }: { ouvertes?: boolean } = {}): Fautes {
  const suites = new Map<string, string[]>();
  return {
    noter(suite, faute, journal) {
      const liste = suites.get(suite) ?? [];
      liste.push(faute);
      suites.set(suite, liste);
      journal?.noter({ quoi: 'panne', detail: faute });
    },
    toutes: () => {
      const rangees = [...suites].sort(([a], [b]) => (a < b ? -1 : 1));
      return { ouvertes, suites: Object.fromEntries(rangees) };
    },
  };
}
