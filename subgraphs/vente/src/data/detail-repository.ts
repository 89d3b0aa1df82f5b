import type { Paiement, StatutTaxe } from '@caisse/fiscalite';
import { enMontant } from '@caisse/subgraph-kit/domaine';

import type { LigneCreditee } from '../domain/annulation.ts';
import type { LigneVente } from '../domain/vente.ts';
import type { PrismaClient } from './prisma.ts';

/** A tender, and the sale or the return that it belongs to. */
export type PaiementDe = Paiement & { proprietaireId: string };

/** A line of a return, and the return. */
export type LigneCrediteeDe = LigneCreditee & { annulationId: string };

export type DetailRepository = ReturnType<typeof detailRepository>;

/** Reads what hangs on sales and returns, for many of them in one statement. */
export function detailRepository(prisma: PrismaClient) {
  return {
    /** The lines of receipts, in their order. */
    async lignes(venteIds: readonly string[]): Promise<LigneVente[]> {
      const lignes = await prisma.ligneVente.findMany({
        where: { venteId: { in: [...venteIds] } },
        orderBy: [{ venteId: 'asc' }, { rang: 'asc' }],
      });
      return lignes.map((ligne) => ({
        ...ligne,
        prixUnitaire: enMontant(ligne.prixUnitaire),
        sousTotal: enMontant(ligne.sousTotal),
        tps: enMontant(ligne.tps),
        tvq: enMontant(ligne.tvq),
        statutTps: ligne.statutTps as StatutTaxe,
        statutTvq: ligne.statutTvq as StatutTaxe,
      }));
    },

    /** The tenders of receipts, as handed over, in their order. */
    async paiements(venteIds: readonly string[]): Promise<PaiementDe[]> {
      const paiements = await prisma.paiement.findMany({
        where: { venteId: { in: [...venteIds] } },
        orderBy: [{ venteId: 'asc' }, { rang: 'asc' }],
      });
      return paiements.map(({ venteId, ...paiement }) => enPaiement(paiement, venteId));
    },

    /** The lines of returns, those that only correct a cent included. */
    async lignesCreditees(annulationIds: readonly string[]): Promise<LigneCrediteeDe[]> {
      const lignes = await prisma.ligneAnnulation.findMany({
        where: { annulationId: { in: [...annulationIds] } },
        orderBy: [{ annulationId: 'asc' }, { rang: 'asc' }],
      });
      return lignes.map((ligne) => ({
        ...ligne,
        sousTotal: enMontant(ligne.sousTotal ?? 0),
        tps: enMontant(ligne.tps ?? 0),
        tvq: enMontant(ligne.tvq ?? 0),
      }));
    },

    /** The tenders handed back. */
    async remboursements(annulationIds: readonly string[]): Promise<PaiementDe[]> {
      const remboursements = await prisma.remboursement.findMany({
        where: { annulationId: { in: [...annulationIds] } },
        orderBy: [{ annulationId: 'asc' }, { rang: 'asc' }],
      });
      return remboursements.map(({ annulationId, ...paiement }) =>
        enPaiement(paiement, annulationId),
      );
    },
  };
}

function enPaiement(
  { mode, montant }: { mode: string; montant: bigint },
  proprietaireId: string,
): PaiementDe {
  return { proprietaireId, mode: mode as Paiement['mode'], montant: enMontant(montant) };
}
