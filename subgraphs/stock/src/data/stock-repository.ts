import type { Alerte, CleNiveau, Niveau } from '../domain/niveau.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** A part of what a place holds: the products after `apres`, at most `limite` of them. */
export interface Tranche {
  magasinId: number;
  apres: number;
  limite: number;
}

/** Products of a place that need somebody's attention. */
export interface NombreAlertes {
  magasinId: number;
  ruptures: number;
  /** Of the shortages, those with nothing left. */
  epuises: number;
  surstocks: number;
}

type LigneStock = Omit<Niveau, 'version'> & { version: bigint };

const COLONNES = Prisma.sql`
  s.magasin_id AS "magasinId", s.produit_id AS "produitId", s.disponible, s.reserve, s.seuil, s.plafond, s.version`;

export type StockRepository = ReturnType<typeof stockRepository>;

/** Reads stock levels; each method is one statement, however many keys it is given. */
export function stockRepository(prisma: PrismaClient) {
  return {
    /** The levels of the given pairs; unknown pairs are absent. */
    async parCles(cles: readonly CleNiveau[]): Promise<Niveau[]> {
      const lignes = await prisma.$queryRaw<LigneStock[]>`
        /* stock.parCles */
        SELECT ${COLONNES}
        FROM unnest(${cles.map((c) => c.magasinId)}::int[], ${cles.map((c) => c.produitId)}::int[])
          AS c (magasin_id, produit_id)
        JOIN stock s USING (magasin_id, produit_id)`;
      return lignes.map(enNiveau);
    },

    /** The levels of the given products in every place that holds them, by place. */
    async parProduits(produitIds: readonly number[]): Promise<Niveau[]> {
      const lignes = await prisma.$queryRaw<LigneStock[]>`
        /* stock.parProduits */
        SELECT ${COLONNES} FROM stock s WHERE s.produit_id = ANY (${[...produitIds]}::int[])
        ORDER BY s.produit_id, s.magasin_id`;
      return lignes.map(enNiveau);
    },

    /** The levels of each part, by product. `rang` says which part a level belongs to. */
    async parTranches(tranches: readonly Tranche[]): Promise<(Niveau & { rang: number })[]> {
      const lignes = await prisma.$queryRaw<(LigneStock & { rang: number })[]>`
        /* stock.parTranches */
        SELECT t.rang::int - 1 AS rang, s.*
        FROM unnest(${tranches.map((t) => t.magasinId)}::int[], ${tranches.map((t) => t.apres)}::int[],
          ${tranches.map((t) => t.limite)}::int[]) WITH ORDINALITY AS t (magasin_id, apres, limite, rang)
        CROSS JOIN LATERAL (
          SELECT ${COLONNES} FROM stock s
          WHERE s.magasin_id = t.magasin_id AND s.produit_id > t.apres
          ORDER BY s.produit_id LIMIT t.limite
        ) AS s
        ORDER BY t.rang, s."produitId"`;
      return lignes.map(({ rang, ...ligne }) => ({ ...enNiveau(ligne), rang }));
    },

    /** How many products each place holds. */
    compter(magasinIds: readonly number[]): Promise<{ magasinId: number; nombre: number }[]> {
      return prisma.$queryRaw`
        /* stock.compter */
        SELECT s.magasin_id AS "magasinId", count(*)::int AS nombre FROM stock s
        WHERE s.magasin_id = ANY (${[...magasinIds]}::int[]) GROUP BY s.magasin_id`;
    },

    /**
     * The levels that need somebody's attention: shortages from the lowest, overstock from the highest.
     *
     * @param magasinId a place, or null for all of them
     */
    async enAlerte(alerte: Alerte, magasinId: number | null, limite: number): Promise<Niveau[]> {
      const lieu =
        magasinId === null ? Prisma.empty : Prisma.sql`AND s.magasin_id = ${magasinId}::int`;
      const sens = alerte === 'RUPTURE' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
      const lignes = await prisma.$queryRaw<LigneStock[]>`
        /* stock.enAlerte */
        SELECT ${COLONNES} FROM stock s WHERE s.alerte = ${alerte} ${lieu}
        ORDER BY s.disponible ${sens}, s.magasin_id, s.produit_id LIMIT ${limite}`;
      return lignes.map(enNiveau);
    },

    /** How many products each place has too little of, of these none at all, and too many of. */
    compterAlertes(): Promise<NombreAlertes[]> {
      return prisma.$queryRaw`
        /* stock.compterAlertes */
        SELECT s.magasin_id AS "magasinId", count(*) FILTER (WHERE s.alerte = 'RUPTURE')::int AS ruptures,
          count(*) FILTER (WHERE s.disponible = 0)::int AS epuises,
          count(*) FILTER (WHERE s.alerte = 'SURSTOCK')::int AS surstocks
        FROM stock s WHERE s.alerte IS NOT NULL GROUP BY s.magasin_id`;
    },

    /** Which of the given products some place holds, or has held. */
    async tenus(produitIds: readonly number[]): Promise<Set<number>> {
      const lignes = await prisma.$queryRaw<{ produitId: number }[]>`
        /* stock.tenus */
        SELECT DISTINCT s.produit_id AS "produitId" FROM stock s
        WHERE s.produit_id = ANY (${[...produitIds]}::int[])`;
      return new Set(lignes.map(({ produitId }) => produitId));
    },
  };
}

function enNiveau({ version, ...ligne }: LigneStock): Niveau {
  return { ...ligne, version: Number(version) };
}
