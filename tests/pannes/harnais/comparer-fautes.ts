import type { FautesInjectees } from './fautes.ts';

export interface Comparaison {
  /** Faults that both runs injected, one like the other, in the same place of their sequence. */
  communes: number;
  /** Where the two differ, one sentence each. */
  differences: string[];
}

/**
 * Compares the faults that two runs injected into one figure. Sequence by sequence, the shorter must be the
 * beginning of the longer; when the number of faults is fixed, and the runs are of the same size, none is shorter.
 *
 * @param memeTaille whether the figure was run with the same number of trials
 */
export function comparerFautes(
  a: FautesInjectees,
  b: FautesInjectees,
  memeTaille: boolean,
): Comparaison {
  const exactes = memeTaille && !a.ouvertes && !b.ouvertes;
  const differences: string[] = [];
  let communes = 0;
  for (const suite of new Set([...Object.keys(a.suites), ...Object.keys(b.suites)])) {
    const [une = [], autre = []] = [a.suites[suite], b.suites[suite]];
    const commun = Math.min(une.length, autre.length);
    const rang = une.slice(0, commun).findIndex((faute, i) => faute !== autre[i]);
    if (rang >= 0) {
      differences.push(`${suite}, fault ${rang + 1}: ${une[rang]} against ${autre[rang]}`);
    } else if (exactes && une.length !== autre.length) {
      differences.push(`${suite}: ${une.length} faults against ${autre.length}`);
    }
    communes += rang < 0 ? commun : rang;
  }
  return { communes, differences };
}
