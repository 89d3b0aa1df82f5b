import type { RetentionRule } from '@caisse/subgraph-kit';

/** How long vente keeps what is over. Sales and returns, refused ones included, are for ever: their ids are keys. */
export const RETENTION = [
  {
    table: 'dossier',
    since: 'resolu_le',
    variable: 'RETENTION_DOSSIERS_JOURS',
    days: 365,
    least: 30,
    what: 'cases, once they are resolved,',
  },
] as const satisfies readonly RetentionRule[];
