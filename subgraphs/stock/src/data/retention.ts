import type { RetentionRule } from '@caisse/subgraph-kit';

/**
 * How long stock keeps what became of a sale; the movements say it for ever. A reservation is a tombstone as well: no late
 * `reserver` of its sale may come after it. vente sends none once its row is terminal, and its calls last seconds. The log
 * says so of what is CONFIRMEE, and what is ANNULEE was cancelled by vente because it refused the sale.
 */
export const RETENTION = [
  {
    table: 'reservation',
    since: 'cree_le',
    when: `t.etat <> 'RESERVEE' AND t.modifie_le < $1::timestamptz`,
    variable: 'RETENTION_RESERVATIONS_JOURS',
    days: 30,
    // The checker of the invariants counts on it.
    least: 7,
    what: 'reservations that are confirmed or cancelled',
  },
] as const satisfies readonly RetentionRule[];
