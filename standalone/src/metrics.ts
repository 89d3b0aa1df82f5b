import { Counter, createProcessRegistry, type Metrics } from '@caisse/subgraph-kit';

import type { Journal } from './journal.ts';

/** What is measured of the process that holds all services. */
export function standaloneRegistry(journal: Journal): Metrics['registry'] {
  const registry = createProcessRegistry('standalone');
  new Counter({
    name: 'journal_lignes_perdues_total',
    help: 'Log lines that could not be written, and were lost.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(journal.lostLines());
    },
  });
  return registry;
}
