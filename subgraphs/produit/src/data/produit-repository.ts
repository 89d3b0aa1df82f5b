import { pageOf, type PageRequest } from '@caisse/subgraph-kit';

import type { Modification } from '../domain/modification.ts';
import type { PageProduits, Produit } from '../domain/produit.ts';
import type { Recherche } from '../domain/recherche.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

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

export type ProduitRepository = ReturnType<typeof produitRepository>;

interface LigneProduit {
  id: number;
  nom: string;
  description: string;
  prix: number;
  codeBarres: string | null;
  categorieId: number | null;
  categorieNom: string | null;
  actif: boolean;
  version: number;
}

interface LigneDePage extends LigneProduit {
  total: number;
  rang: number;
  cle: string;
}

/** The only row of a page without products: it still carries the count. */
interface PageVide {
  id: null;
  total: number;
}

const COLONNES = Prisma.sql`
  p.id, p.nom, p.description, p.prix, p.code_barres AS "codeBarres", p.actif, p.version,
  c.id AS "categorieId", c.nom AS "categorieNom"`;

/** Reads and writes the catalogue. */
export function produitRepository(prisma: PrismaClient) {
  return {
    /** The products of the given ids, in no order; unknown ids are absent. One statement. */
    async parIds(ids: readonly number[]): Promise<Produit[]> {
      const lignes = await prisma.$queryRaw<LigneProduit[]>`
        /* produit.parIds */
        SELECT ${COLONNES} FROM produit p LEFT JOIN categorie c ON c.id = p.categorie_id
        WHERE p.id = ANY (${[...ids]}::int[])`;
      return lignes.map(enProduit);
    },

    /** A page of the catalogue, counted on demand, in one statement. */
    async lister({
      recherche,
      inclureInactifs,
      page,
      compter,
    }: FiltreProduits): Promise<PageProduits> {
      const apres = page.after
        ? Prisma.sql`WHERE (t.rang, t.cle, t.id) > (${page.after[0]}, ${page.after[1]} COLLATE "C", ${page.after[2]})`
        : Prisma.empty;
      const total = compter ? Prisma.sql`(SELECT count(*)::int FROM trouves)` : Prisma.sql`0`;
      // The left join keeps one row for the count when the page is empty.
      const lignes = await prisma.$queryRaw<(LigneDePage | PageVide)[]>`
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
      const trouvees = lignes.filter((ligne) => ligne.id !== null);
      const cles = new Map(trouvees.map((l) => [l.id, [l.rang, l.cle, l.id] as const]));
      const cleDe = ({ id }: Produit) => cles.get(id) ?? ([0, '', id] as const);
      return {
        ...pageOf(trouvees.map(enProduit), page, cleDe),
        totalCount: lignes[0]?.total ?? 0,
      };
    },

    /**
     * Writes new values if the product still has the version that was read, with its price history, in one
     * statement.
     *
     * @returns the product, or null when no product has that id and version
     */
    async modifier(
      id: number,
      modification: Modification,
      requestId: string,
    ): Promise<Produit | null> {
      const { version, nom, prix, description } = modification;
      const lignes = await prisma.$queryRaw<LigneProduit[]>`
        /* produit.modifier */
        WITH p AS (
          UPDATE produit SET nom = ${nom}, prix = ${prix}, description = ${description},
            version = produit.version + 1, modifie_le = now()
          FROM (
            SELECT id, prix AS prix_avant FROM produit
            WHERE id = ${id} AND version = ${version} FOR UPDATE
          ) AS avant
          WHERE produit.id = avant.id
          RETURNING produit.*, prix_avant
        ), historique AS (
          INSERT INTO prix_historique (produit_id, prix, version, request_id)
          SELECT id, prix, version, ${requestId} FROM p WHERE prix_avant <> prix
        )
        SELECT ${COLONNES} FROM p LEFT JOIN categorie c ON c.id = p.categorie_id`;
      return lignes[0] ? enProduit(lignes[0]) : null;
    },
  };
}

function correspond(recherche: Recherche | null): Prisma.Sql {
  if (!recherche) return Prisma.sql`true`;
  const { texte, mots, parPrefixe } = recherche;
  const parTexte = parPrefixe
    ? Prisma.sql`p.cle_tri COLLATE "C" LIKE normaliser_recherche(${mots.join(' ')}) || '%'`
    : Prisma.join(
        mots.map(
          (mot) => Prisma.sql`p.texte_recherche LIKE '%' || normaliser_recherche(${mot}) || '%'`,
        ),
        ' AND ',
      );
  return Prisma.sql`((${parTexte}) OR p.code_barres = ${texte} OR p.id::text = ${texte})`;
}

/** 0: the very number or barcode; 1: the name begins so; 2: the name holds it; 3: elsewhere. */
function rang(recherche: Recherche | null): Prisma.Sql {
  if (!recherche) return Prisma.sql`0`;
  const motif = recherche.mots.join(' ');
  return Prisma.sql`CASE
    WHEN p.code_barres = ${recherche.texte} OR p.id::text = ${recherche.texte} THEN 0
    WHEN p.cle_tri LIKE normaliser_recherche(${motif}) || '%' THEN 1
    WHEN p.cle_tri LIKE '%' || normaliser_recherche(${motif}) || '%' THEN 2
    ELSE 3 END`;
}

function enProduit({ categorieId, categorieNom, ...ligne }: LigneProduit): Produit {
  return {
    id: ligne.id,
    nom: ligne.nom,
    description: ligne.description,
    prix: ligne.prix,
    codeBarres: ligne.codeBarres,
    actif: ligne.actif,
    version: ligne.version,
    categorie:
      categorieId !== null && categorieNom !== null
        ? { id: String(categorieId), nom: categorieNom }
        : null,
  };
}
