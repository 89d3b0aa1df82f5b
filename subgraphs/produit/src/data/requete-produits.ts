import type { PageRequest } from '@caisse/subgraph-kit';

import type { Recherche } from '../domain/recherche.ts';
import { Prisma } from './prisma.ts';

/** Sort keys of the catalogue: rank of the match, name without accents, id. */
export type CleProduit = readonly [rang: number, cleTri: string, id: number];

/** What the list of products is narrowed by. */
export interface FiltreProduits {
  recherche: Recherche | null;
  inclureInactifs: boolean;
  page: PageRequest<CleProduit>;
  /** Whether to count all matches as well, in the same statement. */
  compter: boolean;
}

/** Columns of a product `p` with its category `c`. */
export const COLONNES = Prisma.sql`
  p.id, p.nom, p.description, p.prix, p.code_barres AS "codeBarres", p.actif, p.version,
  c.id AS "categorieId", c.nom AS "categorieNom"`;

/**
 * The statement that reads a page of the catalogue, and counts all matches on demand. Every condition of a search
 * is one that an index answers: a catalogue of 100,000 products is never read as a whole.
 */
export function requeteProduits({
  recherche,
  inclureInactifs,
  page,
  compter,
}: FiltreProduits): Prisma.Sql {
  const apres = page.after
    ? Prisma.sql`WHERE (t.rang, t.cle, t.id) > (${page.after[0]}, ${page.after[1]} COLLATE "C", ${page.after[2]})`
    : Prisma.empty;
  const total = compter ? Prisma.sql`(SELECT count(*)::int FROM trouves)` : Prisma.sql`0`;
  // The left join keeps one row for the count when the page is empty.
  return Prisma.sql`
    /* produit.lister */
    WITH trouves AS (
      SELECT p.id, p.cle_tri COLLATE "C" AS cle, ${rang(recherche)} AS rang
      FROM produit p
      WHERE ${correspond(recherche)} AND (p.actif OR ${inclureInactifs})
    ), page AS (
      SELECT t.* FROM trouves t ${apres} ORDER BY t.rang, t.cle, t.id LIMIT ${page.first + 1}
    )
    SELECT ${total} AS total, page.rang, page.cle, ${COLONNES}
    FROM (VALUES (1)) AS une (ligne)
    LEFT JOIN page ON true
    LEFT JOIN produit p ON p.id = page.id
    LEFT JOIN categorie c ON c.id = p.categorie_id
    ORDER BY page.rang, page.cle, page.id`;
}

function correspond(recherche: Recherche | null): Prisma.Sql {
  if (!recherche) return Prisma.sql`true`;
  const { code, numero, mots, parPrefixe } = recherche;
  const parTexte = parPrefixe
    ? Prisma.sql`p.cle_tri COLLATE "C" LIKE motif_recherche(${mots.join(' ')}) || '%'`
    : Prisma.join(
        mots.map((mot) => Prisma.sql`p.texte_recherche LIKE '%' || motif_recherche(${mot}) || '%'`),
        ' AND ',
      );
  return Prisma.sql`((${parTexte}) OR en_gtin14(p.code_barres) = ${code} OR p.id = ${numero}::int)`;
}

/** 0: the very number or barcode; 1: the name begins so; 2: the name holds it; 3: elsewhere. */
function rang(recherche: Recherche | null): Prisma.Sql {
  if (!recherche) return Prisma.sql`0`;
  const motif = recherche.mots.join(' ');
  return Prisma.sql`CASE
    WHEN en_gtin14(p.code_barres) = ${recherche.code} OR p.id = ${recherche.numero}::int THEN 0
    WHEN p.cle_tri LIKE motif_recherche(${motif}) || '%' THEN 1
    WHEN p.cle_tri LIKE '%' || motif_recherche(${motif}) || '%' THEN 2
    ELSE 3 END`;
}
