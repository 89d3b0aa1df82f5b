import type { RetentionRule } from '@caisse/subgraph-kit';

/** How long reporting keeps what is over. */
export const RETENTION = [
  {
    table: 'demande_reconstruction',
    since: 'terminee_le',
    variable: 'RETENTION_RECONSTRUCTIONS_JOURS',
    days: 30,
    least: 1,
    what: 'finished rebuilds',
  },
] as const satisfies readonly RetentionRule[];
