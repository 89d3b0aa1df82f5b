import { purge, type RetentionRule } from '@caisse/subgraph-kit';

import { RETENTION as CAISSE } from '../../subgraphs/caisse/src/data/retention.ts';
import { RETENTION as PANIER } from '../../subgraphs/panier/src/data/retention.ts';
import { RETENTION as REPORTING } from '../../subgraphs/reporting/src/data/retention.ts';
import { RETENTION as STOCK } from '../../subgraphs/stock/src/data/retention.ts';
import { RETENTION as VENTE } from '../../subgraphs/vente/src/data/retention.ts';

/** A database, one statement at a time. */
export type Base = <Ligne extends Record<string, unknown>>(
  sql: string,
  valeurs?: unknown[],
) => Promise<Ligne[]>;

export const NOMS = ['panier', 'stock', 'vente', 'caisse', 'reporting'] as const;
export type Bases = Record<(typeof NOMS)[number], Base>;

/** What the year is made of: the same seed makes the same rows. */
export interface Annee {
  bases: Bases;
  graine: number;
  /** Sales of an ordinary day. */
  ventes: number;
}

const REGLES: Record<keyof Bases, readonly RetentionRule[]> = {
  panier: PANIER,
  stock: STOCK,
  vente: VENTE,
  caisse: CAISSE,
  reporting: REPORTING,
};

/** Tables that the rules keep flat, and one that grows for comparison: the ledger is for ever. */
const TABLES: Record<keyof Bases, readonly string[]> = {
  panier: ['panier', 'ligne_panier', 'ajout', 'gel_rendu'],
  stock: ['reservation', 'mouvement'],
  vente: ['dossier'],
  caisse: ['connexion'],
  reporting: ['demande_reconstruction'],
};
export const CROISSANTES = ['mouvement'];

/** Most days that anything is kept here: cases stay a year by default, and a year would not show that they go. */
const JOURS_AU_PLUS = 30;

const PREMIER_JOUR = Date.UTC(2026, 0, 1, 5);
const JOUR_MS = 86_400_000;
const debutDe = (jour: number) => new Date(PREMIER_JOUR + jour * JOUR_MS);

/** Ids of day, kind and rank, the same each time; $1 is the seed and the day. */
const id = (sorte: string) => `md5($1::text || '-${sorte}-' || n)::uuid`;
/** From 9 in the morning, over ten hours. */
const instant = `$2::timestamptz + interval '9 hours' + n * interval '10 hours' / $3::integer`;
const jour = `FROM generate_series(1, $3::integer) AS n`;

/** What the sales of a day leave. One in ten is left at the till, one in twenty is given up. */
const ECRITURES: readonly [keyof Bases, string][] = [
  [
    'panier',
    `INSERT INTO panier (id, session_caisse_id, caisse_id, magasin_id, statut, gel_vente_id, fige_le, cree_le, request_id)
     SELECT ${id('panier')}, ${id('session')}, 1, 1, CASE WHEN n % 10 = 0 THEN 'OUVERT' ELSE 'ENCAISSE' END,
       CASE WHEN n % 10 <> 0 THEN ${id('vente')} END, CASE WHEN n % 10 <> 0 THEN ${instant} END, ${instant}, 'annee'
     ${jour} ON CONFLICT DO NOTHING`,
  ],
  [
    'panier',
    `INSERT INTO ligne_panier (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statuts)
     SELECT ${id('panier')}, p, p, 'Produit', 1, 100, '[]' ${jour}, generate_series(1, 3) AS p
     WHERE $2::timestamptz IS NOT NULL ON CONFLICT DO NOTHING`,
  ],
  [
    'panier',
    `INSERT INTO ajout (id, panier_id, produit_id, quantite)
     SELECT md5($1::text || '-ajout-' || n || '-' || p)::uuid, ${id('panier')}, p, 1 ${jour}, generate_series(1, 3) AS p
     WHERE $2::timestamptz IS NOT NULL ON CONFLICT DO NOTHING`,
  ],
  [
    'panier',
    `INSERT INTO gel_rendu (panier_id, vente_id, rendu_le)
     SELECT ${id('panier')}, ${id('rendue')}, ${instant} ${jour} WHERE n % 20 = 0 ON CONFLICT DO NOTHING`,
  ],
  [
    'stock',
    `INSERT INTO reservation (vente_id, magasin_id, etat, request_id, cree_le, modifie_le)
     SELECT ${id('vente')}, 1, CASE WHEN n % 20 = 0 THEN 'ANNULEE' ELSE 'CONFIRMEE' END, 'annee', ${instant}, ${instant}
     ${jour} ON CONFLICT DO NOTHING`,
  ],
  [
    'stock',
    `INSERT INTO mouvement (magasin_id, produit_id, delta_disponible, delta_reserve, type, vente_id, request_id, cree_le)
     SELECT 1, p, CASE t WHEN 'RESERVATION' THEN -1 ELSE 0 END, CASE t WHEN 'RESERVATION' THEN 1 ELSE -1 END, t,
       ${id('vente')}, 'annee', ${instant}
     ${jour}, generate_series(1, 3) AS p, unnest(ARRAY['RESERVATION', 'CONFIRMATION']) AS t ON CONFLICT DO NOTHING`,
  ],
  [
    'vente',
    `INSERT INTO dossier (sorte, id, magasin_id, ouvert_le, essais, prochain_essai, dernier_essai, resolu_le)
     SELECT 'VENTE', ${id('vente')}, 1, ${instant}, 1, ${instant}, ${instant}, ${instant} ${jour} WHERE n % 10 = 0
     ON CONFLICT DO NOTHING`,
  ],
  [
    'caisse',
    `INSERT INTO connexion (id, employe_id, cree_le, expire_le, renouvellement)
     SELECT ${id('connexion')}, e.id, ${instant}, ${instant} + interval '12 hours', sha256('annee')
     ${jour}, employe AS e WHERE n % 10 = 0 AND e.identifiant = 'annee' ON CONFLICT DO NOTHING`,
  ],
  [
    'reporting',
    `INSERT INTO demande_reconstruction (id, genre, etat, etape, demandee_le, terminee_le)
     SELECT ${id('demande')}, 'COMPARER', 'TERMINEE', 'FIN', ${instant}, ${instant} ${jour} WHERE n = 1
     ON CONFLICT DO NOTHING`,
  ],
];

/** Makes what the rows of every day refer to. */
export async function preparer({ caisse }: Bases): Promise<void> {
  await caisse(
    `INSERT INTO employe (identifiant, nom, role, mot_de_passe) VALUES ('annee', 'Annee', 'ADMIN', '$argon2id$annee')
     ON CONFLICT DO NOTHING`,
  );
}

/** A day of sales, then its night: what is past its time goes. A day begun and not ended may be done again. */
export async function vivreJour({ bases, graine, ventes }: Annee, jour: number): Promise<void> {
  // Quiet and busy days: 50 to 150 %.
  const nombre = Math.max(20, Math.round(ventes * (0.5 + hasard(graine, jour))));
  const valeurs = [`${graine}-${jour}`, debutDe(jour), nombre];
  for (const [base, sql] of ECRITURES) await bases[base](sql, valeurs);
  const nuit = new Date(debutDe(jour + 1).getTime() + 3 * 3_600_000);
  for (const [nom, regles] of Object.entries(REGLES) as [keyof Bases, readonly RetentionRule[]][]) {
    for (const rule of regles) {
      await purge({
        query: async <Row>(sql: string, ...v: unknown[]) => (await bases[nom](sql, v)) as Row[],
        ...{
          rule,
          days: Math.min(rule.days, JOURS_AU_PLUS),
          now: nuit,
          pauseMs: 0,
          goOn: () => true,
        },
      });
    }
    // What autovacuum does at its own pace, which a year in minutes does not leave it.
    for (const table of TABLES[nom]) await bases[nom](`VACUUM ${table}`);
  }
}

/** Between 0 and 1, of a seed and a day. */
function hasard(graine: number, jour: number): number {
  let x = (graine * 2_654_435_761 + jour * 40_503) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 2_246_822_507) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 3_266_489_909) >>> 0;
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/** Size of a table at the end of a day. */
export interface Taille {
  table: string;
  lignes: number;
  /** Indexes included. */
  octets: number;
}

export async function mesurer(bases: Bases): Promise<Taille[]> {
  const tailles: Taille[] = [];
  for (const [nom, tables] of Object.entries(TABLES) as [keyof Bases, readonly string[]][]) {
    for (const table of tables) {
      const [ligne] = await bases[nom]<{ lignes: number; octets: number }>(
        `SELECT count(*)::int AS lignes, pg_total_relation_size('${table}')::float8 AS octets FROM ${table}`,
      );
      tailles.push({ table, ...(ligne ?? { lignes: 0, octets: 0 }) });
    }
  }
  return tailles;
}
