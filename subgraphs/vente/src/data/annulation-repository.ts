import type { Acteur } from '@caisse/subgraph-kit';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type {
  Annulation,
  AnnulationEnCours,
  NoteDeCredit,
  Remboursement,
} from '../domain/annulation.ts';
import type { SaisieAnnulation } from '../domain/saisie-annulation.ts';
import type { Vente, VenteEncaissee } from '../domain/vente.ts';
import { type AnnulationJson, enAnnulation } from './annulation-json.ts';
import { chargeVenteAnnulee } from './charges.ts';
import type { PrismaClient } from './prisma.ts';
import { enVente, type VenteJson } from './vente-json.ts';
import type { Origine } from './vente-repository.ts';

/** A return that asks for its lease. */
export interface DemandeAnnulation extends SaisieAnnulation, Origine {
  empreinte: string;
  /** The only store whose sales they return; null: any. */
  magasinId: number | null;
  /** Who asks, for the audit log. */
  acteur: Acteur;
  /** The most that who sold gives back of a sale alone, in cents. */
  maximumSeul: Montant;
}

/**
 * NOUVELLE and REPRISE: the caller holds the lease, and the return is his to finish. OCCUPEE: another
 * return of the sale is in progress. AUTRE_MAGASIN: the sale is not of the caller's store. DEUXIEME_PERSONNE: the
 * caller sold it, and it is too large to be given back by the same person.
 */
export type ReclamationAnnulation =
  | { issue: 'NOUVELLE' | 'REPRISE' | 'OCCUPEE'; annulation: AnnulationEnCours }
  | { issue: 'EXISTANTE'; annulation: Annulation }
  | { issue: 'VENTE_INTROUVABLE' }
  | { issue: 'AUTRE_MAGASIN' }
  | { issue: 'DEUXIEME_PERSONNE' };

/** A credit note, with what became of each refund. */
export type NoteReglee = Omit<NoteDeCredit, 'remboursements'> & { remboursements: Remboursement[] };

/** A return, and the store of its sale. */
export type AnnulationSituee = Annulation & { magasinId: number | null };

export type AnnulationRepository = ReturnType<typeof annulationRepository>;

/** Reads and moves returns: each step is one statement, which commits by itself. */
export function annulationRepository(prisma: PrismaClient) {
  return {
    /** Checks a return and takes its quantities, or takes over an abandoned one, or tells who it is. */
    async reclamer(
      id: string,
      demande: DemandeAnnulation,
      bailMs: number,
    ): Promise<ReclamationAnnulation> {
      const [ligne] = await prisma.$queryRaw<
        [{ reclamation: { issue: ReclamationAnnulation['issue']; annulation?: AnnulationJson } }]
      >`
        /* annulation.reclamer */
        SELECT reclamer_annulation(${id}::uuid, ${JSON.stringify(demande)}::jsonb, ${bailMs}::int) AS reclamation`;
      const { issue, annulation } = ligne.reclamation;
      // reclamer_annulation gives a return with every issue but those without one.
      return {
        issue,
        ...(annulation && { annulation: enAnnulation(annulation) }),
      } as ReclamationAnnulation;
    },

    /**
     * Writes the credit note, the state of the sale, the event and the entry of the audit log.
     *
     * @returns the return and its sale, or null when the lease was lost
     */
    async valider(
      annulation: AnnulationEnCours,
      vente: VenteEncaissee,
      note: NoteReglee,
    ): Promise<{ annulation: Annulation; vente: Vente } | null> {
      const [ligne] = await prisma.$queryRaw<
        { resultat: { annulation: AnnulationJson; vente: VenteJson } }[]
      >`
        /* annulation.valider */
        SELECT valider_annulation(${annulation.id}::uuid, ${annulation.bail.epoch}::int,
          ${JSON.stringify(note)}::jsonb,
          ${JSON.stringify(chargeVenteAnnulee(vente, note))}::jsonb) AS resultat`;
      return ligne
        ? {
            annulation: enAnnulation(ligne.resultat.annulation),
            vente: enVente(ligne.resultat.vente),
          }
        : null;
    },

    /** The returns of the given ids, in any state and in no order, with the store; unknown ids are absent. */
    async parIds(ids: readonly string[]): Promise<AnnulationSituee[]> {
      const lignes = await prisma.$queryRaw<
        { annulation: AnnulationJson; magasinId: number | null }[]
      >`
        /* annulation.parIds */
        SELECT annulation_json(a) AS annulation, coalesce(v.magasin_id, v.employe_magasin_id) AS "magasinId"
        FROM annulation a JOIN vente v ON v.id = a.vente_id WHERE a.id = ANY (${[...ids]}::uuid[])`;
      return lignes.map(({ annulation, magasinId }) => ({
        ...enAnnulation(annulation),
        magasinId,
      }));
    },

    /** A refund that a card took at last; false when it was not to be made any more. */
    async solder(id: string, rang: number, acteur: Acteur): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<[{ fait: boolean }]>`
        /* annulation.solder */
        SELECT solder_remboursement(${id}::uuid, ${rang}::int, ${JSON.stringify(acteur)}::jsonb) AS fait`;
      return ligne.fait;
    },

    /** A refund to be made, paid in cash; false when it was not to be made any more. */
    async convertir(
      id: string,
      rang: number,
      saisie: { acteur: Acteur; arrondi: Montant; sessionCaisseId: string | null },
    ): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<[{ fait: boolean }]>`
        /* annulation.convertir */
        SELECT convertir_remboursement(${id}::uuid, ${rang}::int, ${JSON.stringify(saisie)}::jsonb) AS fait`;
      return ligne.fait;
    },

    /** Keeps a person's word on the refund of a card; false when one was kept before. */
    async declarer(
      id: string,
      rang: number,
      constat: { remboursee: boolean; motif: string },
      acteur: Acteur,
    ): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<[{ faite: boolean }]>`
        /* annulation.declarer */
        SELECT declarer_remboursement(${id}::uuid, ${rang}::int,
          ${JSON.stringify(constat)}::jsonb, ${JSON.stringify(acteur)}::jsonb) AS faite`;
      return ligne.faite;
    },

    /** The done returns of the given sales, the oldest first. */
    async desVentes(venteIds: readonly string[]): Promise<Annulation[]> {
      const lignes = await prisma.$queryRaw<{ annulation: AnnulationJson }[]>`
        /* annulation.desVentes */
        SELECT annulation_json(a) AS annulation FROM annulation a
        WHERE a.vente_id = ANY (${[...venteIds]}::uuid[]) AND a.etat = 'VALIDEE'
        ORDER BY a.cree_le, a.id`;
      return lignes.map(({ annulation }) => enAnnulation(annulation));
    },
  };
}
