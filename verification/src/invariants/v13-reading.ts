import type { Held, Provider } from '../provider.ts';

/** One key of the provider, as vente recorded it. */
export interface Movement {
  key: string;
  /** Null: no money must have moved under that key. */
  amount: number | null;
  /** How the provider calls money that moved. */
  state: 'ACCEPTE' | 'REMBOURSE';
}

interface Source {
  name: string;
  /** Rows {moment, id, movements} after the place ($1, $2), at most $3. */
  sql: string;
  ask: (provider: Provider) => (key: string) => Promise<Held>;
}

const movement = (id: string, rank: string, amount: string, state: Movement['state']) =>
  `jsonb_build_object('key', ${id} || ':' || ${rank}, 'amount', ${amount}, 'state', '${state}')`;
const authorisation: Source['ask'] = (provider) => (key) => provider.authorisation(key);
const refund: Source['ask'] = (provider) => (key) => provider.refund(key);

/**
 * What is recorded of cards. What a simulated terminal took is left out, and so are refunds of before each card had its
 * own.
 */
export const SOURCES: readonly Source[] = [
  {
    name: 'payments',
    ask: authorisation,
    sql: `
      SELECT v.cree_le::text AS moment, v.id, coalesce((
        SELECT jsonb_agg(${movement('v.id', 'p.rang', 'p.montant', 'ACCEPTE')}) FROM paiement p
        WHERE p.vente_id = v.id AND p.mode = 'CARTE' AND NOT p.simule), '[]')
        AS movements
      FROM vente v WHERE v.numero IS NOT NULL AND (v.cree_le, v.id) > ($1::timestamptz, $2::uuid)
      ORDER BY v.cree_le, v.id LIMIT $3`,
  },
  {
    name: 'refused sales',
    ask: authorisation,
    sql: `
      SELECT v.cree_le::text AS moment, v.id, coalesce((
        SELECT jsonb_agg(${movement('v.id', 'p.n - 1', 'NULL::bigint', 'ACCEPTE')})
        FROM jsonb_array_elements(v.paiements_remis) WITH ORDINALITY AS p (remis, n)
        WHERE p.remis ->> 'mode' = 'CARTE'
          -- A person declared that it was given back by other means.
          AND NOT EXISTS (SELECT FROM carte_rendue r WHERE r.vente_id = v.id AND r.rang = p.n - 1)), '[]') AS movements
      FROM vente v WHERE v.etat = 'REFUSEE' AND (v.cree_le, v.id) > ($1::timestamptz, $2::uuid)
      ORDER BY v.cree_le, v.id LIMIT $3`,
  },
  {
    name: 'refunds',
    ask: refund,
    sql: `
      SELECT a.cree_le::text AS moment, a.id, coalesce((
        SELECT jsonb_agg(${movement('a.id', 'r.rang_origine', `CASE r.etat WHEN 'FAIT' THEN r.montant END`, 'REMBOURSE')})
        FROM remboursement r JOIN paiement p ON p.vente_id = a.vente_id AND p.rang = r.rang_origine
        WHERE r.annulation_id = a.id AND r.mode = 'CARTE' AND NOT p.simule), '[]') AS movements
      FROM annulation a WHERE a.etat = 'VALIDEE' AND (a.cree_le, a.id) > ($1::timestamptz, $2::uuid)
      ORDER BY a.cree_le, a.id LIMIT $3`,
  },
];
