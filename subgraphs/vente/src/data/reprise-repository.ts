import type { AnnulationEnCours } from '../domain/annulation.ts';
import type { VenteEnDoute } from '../domain/vente.ts';
import { type AnnulationJson, enAnnulation } from './annulation-json.ts';
import type { PrismaClient } from './prisma.ts';
import { enVente, type VenteJson } from './vente-json.ts';
import type { Origine } from './vente-repository.ts';

/** Work that somebody abandoned, now the caller's: he holds its lease. */
export interface Reprise<Dossier> {
  dossier: Dossier;
  /** The request that began it. */
  origine: Origine;
}

export type SorteReprise = 'vente' | 'annulation';

/** What outlived a lease, of one sort. */
export interface EnDoute {
  sorte: SorteReprise;
  nombre: number;
  /** Of the oldest; 0 when there is none. */
  ageSecondes: number;
}

export type RepriseRepository = ReturnType<typeof repriseRepository>;

/** Takes over sales and returns whose lease ran out; of several callers at once, each row goes to one. */
export function repriseRepository(prisma: PrismaClient) {
  return {
    /**
     * Takes the lease of at most `limite` sales in doubt that no till asks about any more, the most recent first.
     *
     * @param dossiers those that were tried in vain and are due; else those that nobody tried yet
     */
    async ventes(
      limite: number,
      { bail, sansCaisse }: { bail: number; sansCaisse: number },
      dossiers: boolean,
    ): Promise<Reprise<VenteEnDoute>[]> {
      const lignes = await prisma.$queryRaw<{ json: VenteJson }[]>`
        /* reprise.ventes */
        SELECT json FROM reprendre_ventes(${limite}::int, ${bail}::int, ${sansCaisse}::int, ${dossiers}) AS json`;
      // The function gives sales in doubt only.
      return lignes.map(({ json }) => ({
        dossier: enVente(json) as VenteEnDoute,
        origine: enOrigine(json),
      }));
    },

    /** Takes the lease of at most `limite` returns in progress, likewise. */
    async annulations(
      limite: number,
      bailMs: number,
      dossiers: boolean,
    ): Promise<Reprise<AnnulationEnCours>[]> {
      const lignes = await prisma.$queryRaw<{ json: AnnulationJson }[]>`
        /* reprise.annulations */
        SELECT json FROM reprendre_annulations(${limite}::int, ${bailMs}::int, ${dossiers}) AS json`;
      return lignes.map(({ json }) => ({
        dossier: enAnnulation(json) as AnnulationEnCours,
        origine: enOrigine(json),
      }));
    },

    /** How many outlived a lease, whether somebody works on them again or not; what waits for a person is counted apart. */
    async compter(): Promise<EnDoute[]> {
      return prisma.$queryRaw<EnDoute[]>`
        /* reprise.compter */
        SELECT 'vente' AS sorte, count(*)::int AS nombre,
          coalesce(extract(epoch FROM statement_timestamp() - min(cree_le)), 0)::float8 AS "ageSecondes"
        FROM vente v
        WHERE etat IN ('EN_COURS', 'EN_COMPENSATION') AND (bail_epoch > 1 OR bail_expire < statement_timestamp())
          AND NOT EXISTS (SELECT FROM dossier d WHERE d.sorte = 'VENTE' AND d.id = v.id AND d.a_traiter_le IS NOT NULL)
        UNION ALL
        SELECT 'annulation', count(*)::int,
          coalesce(extract(epoch FROM statement_timestamp() - min(cree_le)), 0)::float8
        FROM annulation a
        WHERE etat = 'EN_COURS' AND (bail_epoch > 1 OR bail_expire < statement_timestamp())
          AND NOT EXISTS (SELECT FROM dossier d WHERE d.sorte = 'RETOUR' AND d.id = a.id AND d.a_traiter_le IS NOT NULL)`;
    },

    /** Ends the caller's lease on a sale, if he still holds it: the next sweeper goes on at once. */
    async rendreVente({ id, bail }: VenteEnDoute): Promise<void> {
      await prisma.$queryRaw`
        /* reprise.rendreVente */
        UPDATE vente SET bail_expire = clock_timestamp()
        WHERE id = ${id}::uuid AND bail_epoch = ${bail.epoch} AND etat IN ('EN_COURS', 'EN_COMPENSATION')`;
    },

    /** Ends the caller's lease on a return, if he still holds it. */
    async rendreAnnulation({ id, bail }: AnnulationEnCours): Promise<void> {
      await prisma.$queryRaw`
        /* reprise.rendreAnnulation */
        UPDATE annulation SET bail_expire = clock_timestamp()
        WHERE id = ${id}::uuid AND bail_epoch = ${bail.epoch} AND etat = 'EN_COURS'`;
    },
  };
}

function enOrigine(json: { request_id: string; trace_id: string }): Origine {
  return { requestId: json.request_id, traceId: json.trace_id };
}
