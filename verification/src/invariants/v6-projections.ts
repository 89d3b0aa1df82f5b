/** One table of sums in reporting, and the same sums made from the sales. */
export interface Projection {
  table: string;
  /** Rows {key, sums} of the days $1 to $2, in reporting. */
  reported: string;
  /** The same from vente, of what stands at or before the place ($3, $4) of its log. */
  counted: string;
}

/** A row counts on the day on which it was made: the index on that moment finds the few of some days. */
const made = (row: string) =>
  `${row}.cree_le >= $1::date - 1 AND ${row}.cree_le < $2::date + 2 AND ${row}.jour BETWEEN $1 AND $2`;

/**
 * Receipts, and credit notes with a negative sign, with the day and hour they count on. A return that left
 * nothing of its sale takes one off the number of sales: that is the last one of a sale that is ANNULEE.
 */
const PIECES = `
  WITH lus AS MATERIALIZED (
    SELECT v.id AS vente, NULL::uuid AS annulation, 1 AS signe, 1 AS nombre, v.magasin_id, v.caisse_id, v.jour,
      extract(hour FROM v.cree_le AT TIME ZONE 'America/Toronto')::integer AS heure,
      v.sous_total, v.tps, v.tvq, v.total, v.arrondi
    FROM vente v JOIN evenement e ON e.id = v.id
    WHERE v.numero IS NOT NULL AND ${made('v')} AND (e.xid, e.position) <= ($3::xid8, $4::bigint)
    UNION ALL
    SELECT v.id, a.id, -1, CASE WHEN v.etat = 'ANNULEE' AND NOT EXISTS (
        SELECT FROM annulation b JOIN evenement f ON f.id = b.id
        WHERE b.vente_id = v.id AND b.etat = 'VALIDEE' AND f.position > e.position) THEN -1 ELSE 0 END,
      v.magasin_id, v.caisse_id, a.jour,
      extract(hour FROM a.cree_le AT TIME ZONE 'America/Toronto')::integer,
      -a.sous_total, -a.tps, -a.tvq, -a.total, -a.arrondi
    FROM annulation a JOIN vente v ON v.id = a.vente_id JOIN evenement e ON e.id = a.id
    WHERE a.etat = 'VALIDEE' AND ${made('a')} AND (e.xid, e.position) <= ($3::xid8, $4::bigint)
  )`;

/** The text of a sum: bigints and numerics alike. */
const sums = (columns: readonly string[], value: (column: string) => string) =>
  `jsonb_build_object(${columns.map((column) => `'${column}', (${value(column)})::text`).join(', ')}) AS sums`;

const AMOUNTS = ['sous_total', 'tps', 'tvq', 'total', 'arrondi', 'nombre'];
const HOUR = ['total', 'nombre'];
const PRODUCT = ['quantite', 'total'];
const DAY_KEY = `jsonb_build_object('magasinId', magasin_id, 'caisseId', caisse_id, 'jour', jour) AS key`;
const HOUR_KEY = `jsonb_build_object('magasinId', magasin_id, 'jour', jour, 'heure', heure) AS key`;
const PRODUCT_KEY = `jsonb_build_object('magasinId', magasin_id, 'jour', jour, 'produitId', produit_id) AS key`;

export const PROJECTIONS: readonly Projection[] = [
  {
    table: 'ventes_jour',
    reported: `SELECT ${DAY_KEY}, ${sums(AMOUNTS, (column) => column)}
      FROM ventes_jour WHERE jour BETWEEN $1 AND $2`,
    counted: `${PIECES} SELECT ${DAY_KEY}, ${sums(AMOUNTS, (column) => `sum(${column})`)}
      FROM lus GROUP BY magasin_id, caisse_id, jour`,
  },
  {
    table: 'ventes_heure',
    reported: `SELECT ${HOUR_KEY}, ${sums(HOUR, (column) => column)}
      FROM ventes_heure WHERE jour BETWEEN $1 AND $2`,
    counted: `${PIECES} SELECT ${HOUR_KEY}, ${sums(HOUR, (column) => `sum(${column})`)}
      FROM lus GROUP BY magasin_id, jour, heure`,
  },
  {
    table: 'ventes_produit_jour',
    reported: `SELECT ${PRODUCT_KEY}, ${sums(PRODUCT, (column) => column)}
      FROM ventes_produit_jour WHERE jour BETWEEN $1 AND $2`,
    counted: `${PIECES}, lignes AS (
        SELECT magasin_id, jour, l.produit_id, l.quantite, l.sous_total + l.tps + l.tvq AS total
        FROM lus JOIN ligne_vente l ON l.vente_id = lus.vente WHERE lus.annulation IS NULL
        UNION ALL
        SELECT magasin_id, jour, l.produit_id, -l.quantite, -(l.sous_total + l.tps + l.tvq)
        FROM lus JOIN ligne_annulation l ON l.annulation_id = lus.annulation
      )
      SELECT ${PRODUCT_KEY}, ${sums(PRODUCT, (column) => `sum(${column})`)}
      FROM lignes GROUP BY magasin_id, jour, produit_id`,
  },
];
