import type { Acteur } from '@caisse/subgraph-kit';

import type { Ligne } from '../domain/lignes.ts';
import type { Rupture } from '../domain/rupture.ts';
import type { DemandeTransfert, Transfert } from '../domain/transfert.ts';
import type { Ecrire, Ecriture } from './ecriture.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

export type EcritureTransfert = Ecriture &
  (
    | { statut: 'RECU'; rejoue: boolean }
    | { statut: 'INSUFFISANT'; ruptures: Rupture[] }
    | { statut: 'AUTRE_CONTENU' }
  );

interface LigneLue extends Omit<Transfert, 'lignes'>, Ligne {}

export type TransfertRepository = ReturnType<typeof transfertRepository>;

/** Moves goods between places, and reads what was moved. */
export function transfertRepository(prisma: PrismaClient, ecrire: Ecrire) {
  return {
    /** Moves all the lines or none of them, with an entry of the audit log for the first time. */
    transferer(demande: DemandeTransfert, empreinte: string, acteur: Acteur) {
      const { id, sourceId, destinationId, lignes } = demande;
      return ecrire<EcritureTransfert>(
        Prisma.sql`/* transfert.transferer */
        SELECT transferer_stock(${id}::uuid, ${sourceId}::int, ${destinationId}::int,
          ${JSON.stringify(lignes)}::jsonb, ${empreinte}, ${acteur.requete},
          ${JSON.stringify(acteur)}::jsonb) AS resultat`,
      );
    },

    /** The transfers of the given ids with their lines by product; unknown ids are absent. One statement. */
    async parIds(ids: readonly string[]): Promise<Transfert[]> {
      const lues = await prisma.$queryRaw<LigneLue[]>`
        /* transfert.parIds */
        SELECT t.id, t.statut, t.source_id AS "sourceId", t.destination_id AS "destinationId",
          t.cree_le AS "creeLe", l.produit_id AS "produitId", l.quantite
        FROM transfert t JOIN transfert_ligne l ON l.transfert_id = t.id
        WHERE t.id = ANY (${[...ids]}::uuid[]) ORDER BY t.id, l.produit_id`;
      const transferts = new Map<string, Transfert>();
      for (const { produitId, quantite, ...entete } of lues) {
        const transfert = transferts.get(entete.id) ?? { ...entete, lignes: [] };
        transfert.lignes.push({ produitId, quantite });
        transferts.set(entete.id, transfert);
      }
      return [...transferts.values()];
    },
  };
}
