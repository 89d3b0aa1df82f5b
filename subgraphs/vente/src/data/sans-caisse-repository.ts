import type { Vente } from '../domain/vente.ts';
import type { PrismaClient } from './prisma.ts';
import { enVente, type LigneVenteSql, premiereVente } from './vente-json.ts';

/** More than a till sells while it is away. */
const A_RECONNAITRE_MAXIMUM = 50;

export type SansCaisseRepository = ReturnType<typeof sansCaisseRepository>;

/** What sweepers sold while the till was away, for the till to see. */
export function sansCaisseRepository(prisma: PrismaClient) {
  return {
    /** What sweepers sold at a till and nobody there has seen yet, the oldest first. */
    async lister(magasinId: number, caisseId: number): Promise<Vente[]> {
      const lignes = await prisma.$queryRaw<LigneVenteSql[]>`
        /* sansCaisse.lister */
        SELECT vente_json(v) AS vente FROM vente v
        WHERE v.caisse_id = ${caisseId} AND v.conclu_sans_caisse AND v.reconnue_le IS NULL
          AND v.magasin_id = ${magasinId}
        ORDER BY v.cree_le LIMIT ${A_RECONNAITRE_MAXIMUM}`;
      return lignes.map(({ vente }) => enVente(vente));
    },

    /**
     * Notes that somebody at the till saw such a sale; again does nothing more.
     *
     * @returns the sale, or null when it was not sold without its till
     */
    async reconnaitre(id: string): Promise<Vente | null> {
      return premiereVente(
        await prisma.$queryRaw<LigneVenteSql[]>`
          /* sansCaisse.reconnaitre */
          UPDATE vente SET reconnue_le = coalesce(reconnue_le, clock_timestamp())
          WHERE id = ${id}::uuid AND conclu_sans_caisse
          RETURNING vente_json(vente) AS vente`,
      );
    },
  };
}
