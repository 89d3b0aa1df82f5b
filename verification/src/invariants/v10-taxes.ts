import type { Invariant } from '../invariant.ts';
import { keepRules, type Rule } from '../rules.ts';
import { bySales } from '../sales.ts';

/** The tax on a base in cents at a rate in hundred-thousandths, rounded once, half up. */
const tax = (base: string, rate: string) => `div(${base} * ${rate} + 50000, 100000)`;
/** Cash: to the nearest 5 cents. */
const cash = (cents: string) => `(5 * div(${cents} + 2, 5))`;
const base = (quantity: string, status: string) =>
  `coalesce(sum(${quantity} * l.prix_unitaire) FILTER (WHERE l.${status} = 'TAXABLE'), 0)`;

const RECEIPTS: Rule = {
  what: 'a receipt whose taxes or cash rounding are not those of its lines, statuses and rates',
  sql: `
    SELECT jsonb_build_object('venteId', id) AS ids,
      jsonb_build_object('tps', voulue_tps, 'tvq', voulue_tvq, 'arrondi', voulu_arrondi) AS expected,
      jsonb_build_object('tps', tps, 'tvq', tvq, 'arrondi', arrondi) AS found
    FROM (
      SELECT v.id, v.tps, v.tvq, v.arrondi,
        ${tax('b.tps', 'v.taux_tps')} AS voulue_tps, ${tax('b.tvq', 'v.taux_tvq')} AS voulue_tvq,
        CASE WHEN p.comptant THEN ${cash('v.total - p.exact')} - (v.total - p.exact) ELSE 0 END AS voulu_arrondi
      FROM vente v
      CROSS JOIN LATERAL (SELECT ${base('l.quantite', 'statut_tps')} AS tps, ${base('l.quantite', 'statut_tvq')} AS tvq
        FROM ligne_vente l WHERE l.vente_id = v.id) AS b
      CROSS JOIN LATERAL (SELECT coalesce(bool_or(mode = 'COMPTANT'), false) AS comptant,
        coalesce(sum(montant) FILTER (WHERE mode <> 'COMPTANT'), 0) AS exact
        FROM paiement WHERE vente_id = v.id) AS p
      WHERE v.id = ANY ($1::uuid[])) AS r
    WHERE (tps, tvq, arrondi) IS DISTINCT FROM (voulue_tps, voulue_tvq, voulu_arrondi)`,
};

const LINES: Rule = {
  what: 'a line whose share of a tax is more than a cent from its part of the receipt',
  sql: `
    SELECT jsonb_build_object('venteId', vente_id, 'rang', rang) AS ids,
      jsonb_build_object('tps', round(juste_tps, 2), 'tvq', round(juste_tvq, 2)) AS expected,
      jsonb_build_object('tps', tps, 'tvq', tvq) AS found
    FROM (
      SELECT l.vente_id, l.rang, l.tps, l.tvq,
        coalesce(sum(l.tps) OVER w * ${weight('statut_tps')} / nullif(sum(${weight('statut_tps')}) OVER w, 0), 0) AS juste_tps,
        coalesce(sum(l.tvq) OVER w * ${weight('statut_tvq')} / nullif(sum(${weight('statut_tvq')}) OVER w, 0), 0) AS juste_tvq
      FROM ligne_vente l WHERE l.vente_id = ANY ($1::uuid[])
      WINDOW w AS (PARTITION BY l.vente_id)) AS r
    WHERE abs(tps - juste_tps) >= 1 OR abs(tvq - juste_tvq) >= 1`,
};

function weight(status: string): string {
  return `(CASE WHEN l.${status} = 'TAXABLE' THEN l.sous_total::numeric ELSE 0 END)`;
}

/** Of a return: what all of the sale's returns so far make, less what those before it make. */
const CREDIT_NOTES: Rule = {
  what: 'a credit note whose taxes or cash rounding are not those of its lines and of the returns before it',
  sql: `
    WITH notes AS (
      SELECT a.id, a.vente_id, a.tps, a.tvq, a.arrondi, v.taux_tps, v.taux_tvq, b.tps AS base_tps, b.tvq AS base_tvq,
        a.total - r.exact AS comptant, row_number() OVER (PARTITION BY a.vente_id ORDER BY e.position, a.cree_le, a.id) AS n
      FROM annulation a
      JOIN vente v ON v.id = a.vente_id
      LEFT JOIN evenement e ON e.id = a.id
      CROSS JOIN LATERAL (SELECT ${base('r.quantite', 'statut_tps')} AS tps, ${base('r.quantite', 'statut_tvq')} AS tvq
        FROM ligne_annulation r JOIN ligne_vente l ON l.vente_id = a.vente_id AND l.rang = r.rang
        WHERE r.annulation_id = a.id) AS b
      CROSS JOIN LATERAL (SELECT coalesce(sum(montant) FILTER (WHERE mode <> 'COMPTANT'), 0) AS exact
        FROM remboursement WHERE annulation_id = a.id AND convertit IS NULL) AS r
      WHERE a.vente_id = ANY ($1::uuid[]) AND a.etat = 'VALIDEE'
    ), cumul AS (
      SELECT *, sum(base_tps) OVER w AS tps_cumul, sum(base_tvq) OVER w AS tvq_cumul, sum(comptant) OVER w AS comptant_cumul
      FROM notes WINDOW w AS (PARTITION BY vente_id ORDER BY n)
    ), voulues AS (
      SELECT *,
        ${tax('tps_cumul', 'taux_tps')} - ${tax('(tps_cumul - base_tps)', 'taux_tps')} AS voulue_tps,
        ${tax('tvq_cumul', 'taux_tvq')} - ${tax('(tvq_cumul - base_tvq)', 'taux_tvq')} AS voulue_tvq,
        ${cash('comptant_cumul')} - ${cash('(comptant_cumul - comptant)')} - comptant AS voulu_arrondi
      FROM cumul)
    SELECT jsonb_build_object('venteId', vente_id, 'annulationId', id) AS ids,
      jsonb_build_object('tps', voulue_tps, 'tvq', voulue_tvq, 'arrondi', voulu_arrondi) AS expected,
      jsonb_build_object('tps', tps, 'tvq', tvq, 'arrondi', arrondi) AS found
    FROM voulues WHERE (tps, tvq, arrondi) IS DISTINCT FROM (voulue_tps, voulue_tvq, voulu_arrondi)`,
};

/** Cash in the place of a card's refund is rounded alone. */
const CONVERTED: Rule = {
  what: 'a refund in cash in the place of a card that is not rounded to 5 cents by itself',
  sql: `
    SELECT jsonb_build_object('venteId', a.vente_id, 'annulationId', a.id, 'rang', r.rang) AS ids,
      jsonb_build_object('montant', ${cash('(r.montant - r.arrondi)::numeric')}) AS expected,
      jsonb_build_object('montant', r.montant) AS found
    FROM annulation a JOIN remboursement r ON r.annulation_id = a.id AND r.convertit IS NOT NULL
    WHERE a.vente_id = ANY ($1::uuid[]) AND r.montant <> ${cash('(r.montant - r.arrondi)::numeric')}`,
};

/**
 * V10: the taxes and the cash rounding of every receipt and credit note, computed again from the lines, statuses and
 * rates that it froze, in SQL and with nothing of what computed them first.
 */
export const v10: Invariant = {
  id: 'V10',
  title: 'Taxes and cash rounding are those of the lines',
  acrossDatabases: false,
  walks: bySales(keepRules([RECEIPTS, LINES, CREDIT_NOTES, CONVERTED])),
};
