import type { RetentionRule } from '@caisse/subgraph-kit';

/** How long caisse keeps what is over. */
export const RETENTION = [
  {
    table: 'connexion',
    since: 'expire_le',
    variable: 'RETENTION_CONNEXIONS_JOURS',
    days: 30,
    least: 1,
    what: 'finished sign-ins',
  },
] as const satisfies readonly RetentionRule[];
