import { type Acteur, pageOf } from '@caisse/subgraph-kit';

import type { Modification } from '../domain/modification.ts';
import type { PageProduits, Produit, ProduitPourPanier } from '../domain/produit.ts';
import { Prisma, type PrismaClient } from './prisma.ts';
import { COLONNES, type FiltreProduits, requeteProduits } from './requete-produits.ts';

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

/** What the audit log keeps of a product, before and after. */
const VALEURS = Prisma.sql`jsonb_build_object(
  'nom', nom, 'prix', prix, 'description', description, 'version', version)`;

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

    /**
     * The products of the given ids with their statuses in force on a day (YYYY-MM-DD) and to come, in no order;
     * unknown ids are absent. One statement.
     */
    async pourPanier(ids: readonly number[], jour: string): Promise<ProduitPourPanier[]> {
      return prisma.$queryRaw<ProduitPourPanier[]>`
        /* produit.pourPanier */
        SELECT p.id, p.nom, p.prix, p.actif, coalesce((
          SELECT jsonb_agg(jsonb_build_object('taxe', s.taxe, 'effetDu', s.effet_du, 'statut', s.statut)
            ORDER BY s.taxe, s.effet_du)
          FROM statut_fiscal s WHERE s.produit_id = p.id AND NOT EXISTS (
            SELECT FROM statut_fiscal suivant
            WHERE suivant.produit_id = s.produit_id AND suivant.taxe = s.taxe
              AND suivant.effet_du > s.effet_du AND suivant.effet_du <= ${jour}::date)), '[]'::jsonb) AS statuts
        FROM produit p WHERE p.id = ANY (${[...ids]}::int[])`;
    },

    /** A page of the catalogue, counted on demand, in one statement. */
    async lister(filtre: FiltreProduits): Promise<PageProduits> {
      const lignes = await prisma.$queryRaw<(LigneDePage | PageVide)[]>(requeteProduits(filtre));
      const trouvees = lignes.filter((ligne) => ligne.id !== null);
      const cles = new Map(trouvees.map((l) => [l.id, [l.rang, l.cle, l.id] as const]));
      const cleDe = ({ id }: Produit) => cles.get(id) ?? ([0, '', id] as const);
      return {
        ...pageOf(trouvees.map(enProduit), filtre.page, cleDe),
        totalCount: lignes[0]?.total ?? 0,
      };
    },

    /**
     * Writes new values if the product still has the version that was read, with its price history and an
     * entry of the audit log, in one statement.
     *
     * @returns the product, or null when no product has that id and version
     */
    async modifier(
      id: number,
      modification: Modification,
      acteur: Acteur,
    ): Promise<Produit | null> {
      const { version, nom, prix, description } = modification;
      const lignes = await prisma.$queryRaw<LigneProduit[]>`
        /* produit.modifier */
        WITH p AS (
          UPDATE produit SET nom = ${nom}, prix = ${prix}, description = ${description},
            version = produit.version + 1, modifie_le = now()
          FROM (
            SELECT id, prix AS prix_avant, ${VALEURS} AS avant FROM produit
            WHERE id = ${id} AND version = ${version} FOR UPDATE
          ) AS lu
          WHERE produit.id = lu.id
          RETURNING produit.*, prix_avant, avant
        ), historique AS (
          INSERT INTO prix_historique (produit_id, prix, version, request_id)
          SELECT id, prix, version, ${acteur.requete} FROM p WHERE prix_avant <> prix
        ), journal AS (
          SELECT inscrire_audit(CASE WHEN prix_avant <> prix THEN 'PRIX_MODIFIE' ELSE 'PRODUIT_MODIFIE' END,
            ${JSON.stringify(acteur)}::jsonb, 'produit ' || id, avant, ${VALEURS}) FROM p
        )
        SELECT ${COLONNES} FROM p CROSS JOIN journal LEFT JOIN categorie c ON c.id = p.categorie_id`;
      return lignes[0] ? enProduit(lignes[0]) : null;
    },
  };
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
