import type { Apport } from '../domain/apport.ts';
import type { Ecart, Genre, Periode, Progres, Reconstruction } from '../domain/reconstruction.ts';
import type { PrismaClient } from './prisma.ts';

/** Events counted live and events counted beside: the same number once both hold the same. */
interface Comptes {
  vivants: number;
  reconstruits: number;
}

export type ReconstructionRepository = ReturnType<typeof reconstructionRepository>;

/** Rebuilds the projections in a second set of tables; see the migration `reconstruction`. */
export function reconstructionRepository(prisma: PrismaClient) {
  return {
    /** Asks for a rebuild, unless one is already asked for or in progress. */
    async demander(id: string, genre: Genre): Promise<boolean> {
      const lignes = await prisma.$queryRaw<unknown[]>`
        /* reconstruction.demander */
        INSERT INTO demande_reconstruction (id, genre) VALUES (${id}::uuid, ${genre})
        ON CONFLICT DO NOTHING RETURNING id`;
      return lignes.length > 0;
    },

    /** Withdraws what nobody has begun. */
    async retirer(id: string): Promise<boolean> {
      const lignes = await prisma.$queryRaw<unknown[]>`
        /* reconstruction.retirer */
        DELETE FROM demande_reconstruction WHERE id = ${id}::uuid AND etat = 'DEMANDEE' RETURNING id`;
      return lignes.length > 0;
    },

    /** What was asked for, as far as it has come. */
    async progres(id: string): Promise<Progres | null> {
      const [ligne] = await prisma.$queryRaw<Progres[]>`
        /* reconstruction.progres */
        SELECT etat, etape, evenements::float8 AS evenements, attendus::float8 AS attendus, ecarts, message,
          nombre_ecarts::float8 AS "nombreEcarts", lignes::float8 AS lignes
        FROM demande_reconstruction WHERE id = ${id}::uuid`;
      return ligne ?? null;
    },

    /** Takes a rebuild that is asked for, or that a dead process left, for so long. */
    async prendre(preneur: string, bailMs: number): Promise<Reconstruction | null> {
      const [ligne] = await prisma.$queryRaw<Reconstruction[]>`
        /* reconstruction.prendre */
        SELECT id, genre, preneur, evenements::float8 AS evenements, borne
        FROM prendre_reconstruction(${preneur}::uuid, ${bailMs}::int)`;
      return ligne ?? null;
    },

    /** Says how far it is, and keeps the lease. @returns false when somebody else took it over */
    async avancer(
      { id, preneur }: Reconstruction,
      { etape, evenements }: Pick<Progres, 'etape' | 'evenements'>,
      bailMs: number,
    ): Promise<boolean> {
      const lignes = await prisma.$queryRaw<unknown[]>`
        /* reconstruction.avancer */
        UPDATE demande_reconstruction SET etape = ${etape}, evenements = ${evenements}::bigint,
          bail_expire = clock_timestamp() + ${bailMs}::int * interval '1 millisecond'
        WHERE id = ${id}::uuid AND preneur = ${preneur}::uuid AND etat = 'EN_COURS' RETURNING id`;
      return lignes.length > 0;
    },

    /** Notes what a comparison found. */
    async noter(
      { id, preneur }: Reconstruction,
      { lignes, ecarts, nombreEcarts }: { lignes: number; ecarts: Ecart[]; nombreEcarts: number },
    ): Promise<void> {
      await prisma.$queryRaw`
        /* reconstruction.noter */
        UPDATE demande_reconstruction SET lignes = ${lignes}::bigint, ecarts = ${JSON.stringify(ecarts)}::jsonb,
          nombre_ecarts = ${nombreEcarts}::bigint
        WHERE id = ${id}::uuid AND preneur = ${preneur}::uuid RETURNING id`;
    },

    /** How far the log was folded beside. */
    async position(): Promise<string | null> {
      const [curseur] = await prisma.$queryRaw<{ position: string | null }[]>`
        /* reconstruction.position */
        SELECT position FROM reconstruction.curseur WHERE nom = 'vente'`;
      return curseur?.position ?? null;
    },

    /** Folds a slice beside the live tables, if the cursor there stands at `de`. */
    async appliquer(lot: readonly Apport[], de: string | null, a: string): Promise<void> {
      await prisma.$queryRaw`
        /* reconstruction.appliquer */
        SELECT appliquer_a_cote(${JSON.stringify(lot)}::jsonb, ${de}::text, ${a}::text)`;
    },

    /** The days that either set knows of; null when there are none. */
    async jours(): Promise<Periode | null> {
      const [ligne] = await prisma.$queryRaw<{ du: string | null; au: string | null }[]>`
        /* reconstruction.jours */
        SELECT min(jour)::text AS du, max(jour)::text AS au FROM (
          SELECT jour FROM public.ventes_jour UNION ALL SELECT jour FROM reconstruction.ventes_jour
          UNION ALL SELECT jour FROM public.ventes_heure UNION ALL SELECT jour FROM reconstruction.ventes_heure
          UNION ALL SELECT jour FROM public.ventes_produit_jour
          UNION ALL SELECT jour FROM reconstruction.ventes_produit_jour) AS t`;
      return ligne?.du && ligne.au ? { du: ligne.du, au: ligne.au } : null;
    },

    /** Compares the rows of some days. */
    async comparer({ du, au }: Periode): Promise<{ lignes: number; ecarts: Ecart[] }> {
      const [ligne] = await prisma.$queryRaw<{ lignes: number; ecarts: Ecart[] }[]>`
        /* reconstruction.comparer */
        SELECT lignes::float8 AS lignes, ecarts FROM comparer_jours(${du}::date, ${au}::date)`;
      return ligne ?? { lignes: 0, ecarts: [] };
    },

    /** Counts the events of both sets, as of one moment. */
    async compter(): Promise<Comptes> {
      const [ligne] = await prisma.$queryRaw<[Comptes]>`
        /* reconstruction.compter */
        SELECT (SELECT comptes FROM public.curseur WHERE nom = 'vente')::float8 AS vivants,
          (SELECT comptes FROM reconstruction.curseur WHERE nom = 'vente')::float8 AS reconstruits`;
      return ligne;
    },

    /** Ends it; puts the second set in the place of the first when that was asked for. */
    async terminer(
      { id, preneur }: Reconstruction,
      etat: 'TERMINEE' | 'ECHOUEE',
      message: string | null = null,
    ): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<{ fait: boolean }[]>`
        /* reconstruction.terminer */
        SELECT terminer_reconstruction(${id}::uuid, ${preneur}::uuid, ${etat}, ${message}::text) AS fait`;
      return ligne?.fait ?? false;
    },
  };
}
