import type { ModePaiement, StatutTaxe } from '@caisse/fiscalite';
import { enMontant } from '@caisse/subgraph-kit/domaine';

import type { EtatRemboursement, LigneCreditee, Remboursement } from '../domain/annulation.ts';
import type { LigneVente, PaiementVente } from '../domain/vente.ts';
import type { PrismaClient } from './prisma.ts';

/** A tender of a sale. */
export type PaiementDe = PaiementVente & { venteId: string };

/** A tender handed back, or to be handed back, by a return. */
export type RemboursementDe = Remboursement & {
  annulationId: string;
  /** Place among the refunds of the return, from 0. */
  place: number;
  /** Place of the refund that it stands for. */
  convertit: number | null;
  numero: string | null;
};

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
      return paiements.map(({ venteId, mode, montant, simule }) => ({
        venteId,
        mode: mode as ModePaiement,
        montant: enMontant(montant),
        simule,
      }));
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
    async remboursements(annulationIds: readonly string[]): Promise<RemboursementDe[]> {
      const remboursements = await prisma.remboursement.findMany({
        where: { annulationId: { in: [...annulationIds] } },
        orderBy: [{ annulationId: 'asc' }, { rang: 'asc' }],
      });
      return remboursements.map((ligne) => ({
        annulationId: ligne.annulationId,
        place: ligne.rang,
        mode: ligne.mode as ModePaiement,
        montant: enMontant(ligne.montant),
        rang: ligne.rangOrigine,
        arrondi: enMontant(ligne.arrondi),
        etat: ligne.etat as EtatRemboursement,
        codeRefus: ligne.codeRefus,
        convertit: ligne.convertit,
        numero: ligne.numero,
      }));
    },
  };
}
