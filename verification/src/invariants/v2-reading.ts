import type { Place } from '../cursor.ts';
import type { ReadOnlyDatabase } from '../databases.ts';

type Lines = readonly (readonly [product: number, quantity: number])[];

/** A sale as its receipt says: lines by product, and the lines of its credit notes. */
export interface Sold {
  id: string;
  magasin: number;
  /** Whether stock has read its event. */
  due: boolean;
  lines: Lines;
  returns: { id: string; lines: Lines }[];
}

/** What stock did for a sale. */
export interface SoldStock {
  id: string;
  etat: string;
  magasin: number | null;
  /** `product:available:reserved`, by product, under the type of movement (with the return's id). */
  movements: Record<string, string>;
  stores: number[];
}

/** Reads receipts and credit notes. */
export function readSold(
  vente: ReadOnlyDatabase,
  ids: readonly string[],
  { xid, position }: Place,
): Promise<Sold[]> {
  return vente.query<Sold>(
    `SELECT v.id, v.magasin_id AS magasin,
       EXISTS (SELECT FROM evenement e
         WHERE e.id = v.id AND (e.xid, e.position) <= ($2::xid8, $3::bigint)) AS due,
       coalesce((
         SELECT jsonb_agg(jsonb_build_array(produit_id, quantite) ORDER BY produit_id)
         FROM (SELECT produit_id, sum(quantite) AS quantite FROM ligne_vente l
               WHERE l.vente_id = v.id GROUP BY produit_id) AS l), '[]') AS lines,
       coalesce((
         SELECT jsonb_agg(jsonb_build_object('id', a.id, 'lines', (
           SELECT coalesce(jsonb_agg(jsonb_build_array(produit_id, quantite) ORDER BY produit_id), '[]')
           FROM (SELECT produit_id, sum(quantite) AS quantite FROM ligne_annulation l
                 WHERE l.annulation_id = a.id GROUP BY produit_id HAVING sum(quantite) > 0) AS l)))
         FROM annulation a WHERE a.vente_id = v.id AND a.etat = 'VALIDEE'), '[]') AS returns
     FROM vente v WHERE v.id = ANY ($1::uuid[])`,
    [ids, xid, position],
  );
}

/**
 * Reads the reservations of sales, with all the movements that name these sales. A reservation goes after its time, which is
 * a week at least: from then on the movements that confirmed it say what it was.
 */
export function readMovements(
  stock: ReadOnlyDatabase,
  ids: readonly string[],
): Promise<SoldStock[]> {
  return stock.query<SoldStock>(
    `SELECT r.vente_id AS id, r.etat, r.magasin_id AS magasin,
       coalesce(jsonb_object_agg(m.cle, m.texte) FILTER (WHERE m.cle IS NOT NULL), '{}') AS movements,
       coalesce(jsonb_agg(DISTINCT magasin) FILTER (WHERE magasin IS NOT NULL), '[]') AS stores
     FROM (
       SELECT vente_id, etat, magasin_id FROM reservation WHERE vente_id = ANY ($1::uuid[])
       UNION ALL
       SELECT DISTINCT ON (c.vente_id) c.vente_id, 'CONFIRMEE', c.magasin_id FROM mouvement c
       WHERE c.vente_id = ANY ($1::uuid[]) AND c.type = 'CONFIRMATION' AND c.cree_le < now() - interval '7 days'
         AND NOT EXISTS (SELECT FROM reservation k WHERE k.vente_id = c.vente_id)
     ) AS r
     LEFT JOIN LATERAL (
       SELECT concat_ws(' ', type, annulation_id) AS cle,
         string_agg(concat_ws(':', produit_id, delta_disponible, delta_reserve), ' ' ORDER BY produit_id) AS texte,
         array_agg(DISTINCT magasin_id) AS magasins
       FROM mouvement WHERE vente_id = r.vente_id GROUP BY type, annulation_id
     ) AS m ON true
     LEFT JOIN LATERAL unnest(m.magasins) AS magasin ON true
     GROUP BY r.vente_id, r.etat, r.magasin_id`,
    [ids],
  );
}
