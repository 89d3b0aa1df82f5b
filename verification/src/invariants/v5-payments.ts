import type { Invariant } from '../invariant.ts';
import { keepRules, type Rule } from '../rules.ts';
import { bySales } from '../sales.ts';

/** A refund as the credit note decided it, and not the one that was paid by another tender in its place. */
const FIRST = 'r.convertit IS NULL';

const RULES: readonly Rule[] = [
  {
    what: 'payments, less the change, that are not the total and its rounding',
    sql: `
      SELECT jsonb_build_object('venteId', v.id) AS ids,
        jsonb_build_object('total', v.total, 'arrondi', v.arrondi, 'monnaie', v.monnaie) AS expected,
        jsonb_build_object('comptant', p.comptant, 'carte', p.carte) AS found
      FROM vente v CROSS JOIN LATERAL (
        SELECT coalesce(sum(montant) FILTER (WHERE mode = 'COMPTANT'), 0) AS comptant,
               coalesce(sum(montant) FILTER (WHERE mode = 'CARTE'), 0) AS carte,
               count(*) FILTER (WHERE mode = 'COMPTANT') AS especes, count(*) AS nombre
        FROM paiement WHERE vente_id = v.id) AS p
      WHERE v.id = ANY ($1::uuid[]) AND (
        p.comptant + p.carte - v.monnaie <> v.total + v.arrondi
        OR p.nombre = 0
        -- Only cash is rounded, and only cash gives change.
        OR (p.especes = 0 AND (v.arrondi <> 0 OR v.monnaie <> 0))
        OR v.monnaie > p.comptant
        OR p.carte > v.total)`,
  },
  {
    what: 'lines that do not add up to the receipt',
    sql: `
      SELECT jsonb_build_object('venteId', v.id) AS ids,
        jsonb_build_object('sousTotal', v.sous_total, 'tps', v.tps, 'tvq', v.tvq, 'total', v.total) AS expected,
        jsonb_build_object('sousTotal', l.sous_total, 'tps', l.tps, 'tvq', l.tvq) AS found
      FROM vente v CROSS JOIN LATERAL (
        SELECT sum(sous_total) AS sous_total, sum(tps) AS tps, sum(tvq) AS tvq
        FROM ligne_vente WHERE vente_id = v.id) AS l
      WHERE v.id = ANY ($1::uuid[]) AND (
        (l.sous_total, l.tps, l.tvq) IS DISTINCT FROM (v.sous_total, v.tps, v.tvq)
        OR v.total <> v.sous_total + v.tps + v.tvq)`,
  },
  {
    what: 'a credit note whose lines or refunds do not add up to it',
    sql: `
      SELECT jsonb_build_object('venteId', a.vente_id, 'annulationId', a.id) AS ids,
        jsonb_build_object('sousTotal', a.sous_total, 'tps', a.tps, 'tvq', a.tvq, 'rembourse', a.total + a.arrondi)
          AS expected,
        jsonb_build_object('sousTotal', l.sous_total, 'tps', l.tps, 'tvq', l.tvq, 'rembourse', r.montant) AS found
      FROM annulation a
      CROSS JOIN LATERAL (SELECT sum(sous_total) AS sous_total, sum(tps) AS tps, sum(tvq) AS tvq
        FROM ligne_annulation WHERE annulation_id = a.id) AS l
      CROSS JOIN LATERAL (SELECT coalesce(sum(montant), 0) AS montant
        FROM remboursement AS r WHERE r.annulation_id = a.id AND ${FIRST}) AS r
      WHERE a.vente_id = ANY ($1::uuid[]) AND a.etat = 'VALIDEE' AND (
        (l.sous_total, l.tps, l.tvq) IS DISTINCT FROM (a.sous_total, a.tps, a.tvq)
        OR r.montant <> a.total + a.arrondi)`,
  },
  {
    what: 'refunds that exceed the payments, or leave something of a sale returned in full',
    sql: `
      SELECT jsonb_build_object('venteId', v.id) AS ids,
        jsonb_build_object('etat', v.etat, 'total', v.total, 'recu', p.montant - v.monnaie, 'carte', p.carte) AS expected,
        jsonb_build_object('total', a.total, 'rembourse', r.montant, 'carte', r.carte) AS found
      FROM vente v
      CROSS JOIN LATERAL (SELECT coalesce(sum(montant), 0) AS montant,
        coalesce(sum(montant) FILTER (WHERE mode = 'CARTE'), 0) AS carte FROM paiement WHERE vente_id = v.id) AS p
      CROSS JOIN LATERAL (SELECT coalesce(sum(total), 0) AS total
        FROM annulation WHERE vente_id = v.id AND etat = 'VALIDEE') AS a
      CROSS JOIN LATERAL (SELECT coalesce(sum(montant), 0) AS montant,
        coalesce(sum(montant) FILTER (WHERE mode = 'CARTE'), 0) AS carte
        FROM remboursement AS r WHERE ${FIRST} AND r.annulation_id IN (
          SELECT id FROM annulation WHERE vente_id = v.id AND etat = 'VALIDEE')) AS r
      WHERE v.id = ANY ($1::uuid[]) AND (
        a.total > v.total OR r.montant > p.montant - v.monnaie OR r.carte > p.carte
        OR (v.etat = 'ANNULEE' AND (a.total <> v.total OR r.montant <> p.montant - v.monnaie)))`,
  },
  {
    what: 'a card that was refunded more than it paid, or a refund of a tender that is none',
    sql: `
      SELECT jsonb_build_object('venteId', a.vente_id, 'rang', r.rang_origine) AS ids,
        jsonb_build_object('paye', coalesce(p.montant, 0)) AS expected,
        jsonb_build_object('rembourse', sum(r.montant)) AS found
      FROM annulation a
      JOIN remboursement r ON r.annulation_id = a.id AND r.rang_origine IS NOT NULL AND ${FIRST}
      LEFT JOIN paiement p ON p.vente_id = a.vente_id AND p.rang = r.rang_origine AND p.mode = 'CARTE'
      WHERE a.vente_id = ANY ($1::uuid[]) AND a.etat = 'VALIDEE'
      GROUP BY a.vente_id, r.rang_origine, p.montant HAVING sum(r.montant) > coalesce(p.montant, 0)`,
  },
  {
    what: 'a refund by another tender that is not the one in whose place it is',
    sql: `
      SELECT jsonb_build_object('venteId', a.vente_id, 'annulationId', a.id, 'rang', c.rang) AS ids,
        jsonb_build_object('montant', o.montant, 'etat', 'CONVERTI', 'rang', o.rang_origine) AS expected,
        jsonb_build_object('montant', c.montant - c.arrondi, 'etat', o.etat, 'rang', c.rang_origine) AS found
      FROM annulation a
      JOIN remboursement c ON c.annulation_id = a.id AND c.convertit IS NOT NULL
      LEFT JOIN remboursement o ON o.annulation_id = a.id AND o.rang = c.convertit
      WHERE a.vente_id = ANY ($1::uuid[]) AND (o.montant, o.etat, o.rang_origine)
        IS DISTINCT FROM (c.montant - c.arrondi, 'CONVERTI', c.rang_origine)`,
  },
  {
    what: 'a line that gave back more than it was, or not what its returns say',
    sql: `
      SELECT jsonb_build_object('venteId', l.vente_id, 'rang', l.rang) AS ids,
        jsonb_build_object('quantite', l.quantite, 'retournee', l.quantite_retournee,
          'sousTotal', l.sous_total, 'tps', l.tps, 'tvq', l.tvq) AS expected,
        jsonb_build_object('retournee', a.quantite, 'sousTotal', a.sous_total, 'tps', a.tps, 'tvq', a.tvq) AS found
      FROM vente v
      JOIN ligne_vente l ON l.vente_id = v.id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(la.quantite), 0) AS quantite, coalesce(sum(la.sous_total), 0) AS sous_total,
               coalesce(sum(la.tps), 0) AS tps, coalesce(sum(la.tvq), 0) AS tvq
        FROM annulation a JOIN ligne_annulation la ON la.annulation_id = a.id AND la.rang = l.rang
        WHERE a.vente_id = v.id AND a.etat <> 'REFUSEE') AS a
      WHERE v.id = ANY ($1::uuid[]) AND (
        a.quantite <> l.quantite_retournee OR l.quantite_retournee > l.quantite
        OR a.sous_total > l.sous_total OR a.tps > l.tps OR a.tvq > l.tvq
        OR (v.etat = 'ANNULEE' AND (l.quantite_retournee, a.sous_total, a.tps, a.tvq)
              IS DISTINCT FROM (l.quantite, l.sous_total, l.tps, l.tvq))
        OR (v.etat = 'VALIDEE' AND l.quantite_retournee <> 0))`,
  },
];

/**
 * V5: what was paid is the total, rounded for cash, less the change; the lines add up to the receipt; and
 * what is given back never exceeds what was paid, on any line.
 */
export const v5: Invariant = {
  id: 'V5',
  title: 'Payments make the totals, and refunds never exceed them',
  acrossDatabases: false,
  walks: bySales(keepRules(RULES)),
};
