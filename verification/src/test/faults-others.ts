import { type Fault, ofTheSale, nobody, ofSale, NOBODY } from './fault.ts';

/** What can stay undone, and what reports can count wrongly. */
export const FAULTS_OTHERS: readonly Fault[] = [
  {
    invariant: 'V3',
    name: 'a sale is in doubt for a minute',
    db: 'vente',
    table: 'vente',
    sql: `INSERT INTO vente (id, empreinte, panier_id, paiements_remis, bail_expire, cree_le, demandee_le, request_id, trace_id)
      VALUES ('${NOBODY}', repeat('e', 64), '${NOBODY}', '[]', now(), now() - interval '1 minute',
        now() - interval '1 minute', 'seeded', 'seeded')`,
    what: 'in doubt for too long',
    ids: nobody('venteId'),
  },
  {
    invariant: 'V3',
    name: 'a card has been running for two minutes',
    db: 'vente',
    table: 'vente',
    sql: `INSERT INTO vente (id, empreinte, panier_id, paiements_remis, bail_expire, demandee_le, request_id, trace_id)
      VALUES ('${NOBODY}', repeat('e', 64), '${NOBODY}', '[{"mode": "CARTE"}]', now(), now() - interval '2 minutes',
        'seeded', 'seeded')`,
    what: 'in doubt for too long',
    ids: nobody('venteId'),
  },
  {
    invariant: 'V3',
    name: 'a return is in progress for a minute',
    db: 'vente',
    table: 'annulation',
    sql: `INSERT INTO annulation (id, vente_id, empreinte, etat, motif, bail_expire, cree_le, request_id, trace_id)
      VALUES ('${NOBODY}', $1, repeat('e', 64), 'EN_COURS', 'Rapporté', now(), now() - interval '1 minute', 'seeded', 'seeded')`,
    params: ofTheSale,
    what: 'in doubt for too long',
    ids: nobody('annulationId'),
  },
  ofSale(
    'V3',
    'a sale waits for a return that nobody makes',
    'vente',
    'vente',
    `UPDATE vente SET etat = 'EN_ANNULATION' WHERE id = $1`,
    'in doubt',
  ),
  {
    invariant: 'V3',
    name: 'stock is reserved for nobody for a minute',
    db: 'stock',
    table: 'reservation',
    sql: `INSERT INTO reservation (vente_id, magasin_id, etat, modifie_le, request_id)
      VALUES ('${NOBODY}', 1, 'RESERVEE', now() - interval '1 minute', 'seeded')`,
    what: 'stock reserved for too long',
    ids: nobody('venteId'),
  },
  {
    invariant: 'V3',
    name: 'a cart is frozen for nobody for a minute',
    db: 'panier',
    table: 'panier',
    sql: `UPDATE panier SET statut = 'FIGE', gel_vente_id = '${NOBODY}', fige_le = now() - interval '1 minute'
      WHERE id = $1`,
    params: ({ kept }) => [kept.panierId],
    what: 'a cart frozen for too long',
    ids: ({ kept }) => ({ venteId: NOBODY, panierId: kept.panierId }),
  },
  {
    invariant: 'V3',
    name: 'a cart stays frozen although the event of its sale was read',
    db: 'panier',
    table: 'panier',
    sql: `UPDATE panier SET statut = 'FIGE', fige_le = now() - interval '1 minute' WHERE id = $1`,
    params: ({ kept }) => [kept.panierId],
    what: 'a cart frozen for too long',
    ids: ({ kept }) => ({ venteId: kept.venteId, panierId: kept.panierId }),
  },
  {
    invariant: 'V6',
    name: 'a day is a cent too high',
    db: 'reporting',
    table: 'ventes_jour',
    sql: `UPDATE ventes_jour SET total = total + 1 WHERE caisse_id = 3`,
    what: 'ventes_jour differs',
    ids: () => ({ magasinId: 2, caisseId: 3 }),
  },
  {
    invariant: 'V6',
    name: 'an hour is missing',
    db: 'reporting',
    table: 'ventes_heure',
    sql: `DELETE FROM ventes_heure WHERE magasin_id = 2`,
    what: 'ventes_heure differs',
    ids: () => ({ magasinId: 2 }),
  },
  {
    invariant: 'V6',
    name: 'a product was counted that nobody sold',
    db: 'reporting',
    table: 'ventes_produit_jour',
    // On a day that has no other sale.
    sql: `INSERT INTO ventes_produit_jour VALUES (2, '2020-02-29', 99, 1, 100)`,
    what: 'counts what was never sold',
    ids: () => ({ magasinId: 2, produitId: 99 }),
  },
];
