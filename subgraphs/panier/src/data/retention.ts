import type { RetentionRule } from '@caisse/subgraph-kit';

/** How long panier keeps what a sale leaves behind. Lines and additions go with their cart. */
export const RETENTION = [
  {
    table: 'panier',
    since: 'cree_le',
    // A cart that a sale still holds is not of the past, however old.
    when: `t.statut <> 'FIGE'`,
    variable: 'RETENTION_PANIERS_JOURS',
    days: 30,
    least: 2,
    what: 'carts, with their lines and additions,',
  },
  {
    table: 'gel_rendu',
    since: 'rendu_le',
    // A tombstone forbids a freeze: without its cart there is nothing to freeze.
    when: 'NOT EXISTS (SELECT FROM panier p WHERE p.id = t.panier_id)',
    variable: 'RETENTION_PANIERS_JOURS',
    days: 30,
    least: 2,
    what: 'carts, with their lines and additions,',
  },
] as const satisfies readonly RetentionRule[];
