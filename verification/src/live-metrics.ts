import { Counter, Gauge, type Registry } from 'prom-client';

import { INVARIANTS } from './result.ts';

/** What the check beside the work shows. */
export function createGauges(registry: Registry) {
  const registers = [registry];
  const differences = new Gauge({
    name: 'caisse_ecarts_total',
    help: 'Differences of an invariant that were found and are not yet seen to be gone; 0 when it holds.',
    labelNames: ['invariant'],
    registers,
  });
  const checkedAt = new Gauge({
    name: 'caisse_verification_timestamp_seconds',
    help: 'When an invariant was last checked; 0 before the first time.',
    labelNames: ['invariant'],
    registers,
  });
  for (const invariant of INVARIANTS) checkedAt.set({ invariant }, 0);
  const duration = new Gauge({
    name: 'caisse_verification_duree_secondes',
    help: 'How long the last check worked, of everything (tout) or of recent changes (recent).',
    labelNames: ['etendue'],
    registers,
  });
  const failures = new Counter({
    name: 'caisse_verification_echecs_total',
    help: 'Checks of an invariant, or of the lag of the log, that could not be done.',
    registers,
  });
  const wholeAt = new Gauge({
    name: 'caisse_verification_entiere_timestamp_seconds',
    help: 'When the last check of everything came to its end; 0 before the first time.',
    registers,
  });
  wholeAt.set(0);
  const slices = new Counter({
    name: 'caisse_verification_tranches_total',
    help: 'Slices that were looked at, of everything (tout) or of recent changes (recent).',
    labelNames: ['etendue'],
    registers,
  });
  const lagEvents = new Gauge({
    name: 'caisse_journal_retard_evenements',
    help: 'Events of the sales log that a consumer had still to read at the last check.',
    labelNames: ['consommateur'],
    registers,
  });
  const lagSeconds = new Gauge({
    name: 'caisse_journal_retard_secondes',
    help: 'Age of the oldest event that a consumer had still to read at the last check; 0 when none.',
    labelNames: ['consommateur'],
    registers,
  });
  return { differences, checkedAt, duration, failures, wholeAt, slices, lagEvents, lagSeconds };
}
