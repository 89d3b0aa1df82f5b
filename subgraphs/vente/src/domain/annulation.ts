import type { PaiementRendu } from '@caisse/fiscalite';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { RefusAnnulation } from './refus.ts';
import type { Bail } from './vente.ts';

interface DossierAnnulation {
  id: string;
  venteId: string;
  empreinte: string;
  motif: string;
  creeLe: Date;
  /** Business day of the return, YYYY-MM-DD. */
  jour: string;
  bail: Bail;
}

/** A return that took its quantities, and still has to refund and to put them back in stock. */
export interface AnnulationEnCours extends DossierAnnulation {
  etat: 'EN_COURS';
  /** What a person found out at the provider, which does not answer. */
  declares: RemboursementDeclare[];
}

/** A person's word on the refund of one card. */
export interface RemboursementDeclare {
  /** Rank of the card in the sale. */
  rang: number;
  remboursee: boolean;
}

/** The code of a refund that a person says was not made. */
export const DECLARE_NON_REMBOURSE = 'DECLARE_NON_REMBOURSE';

export interface AnnulationRefusee extends DossierAnnulation {
  etat: 'REFUSEE';
  refus: RefusAnnulation;
}

/** A done return with its credit note. */
export interface AnnulationValidee extends DossierAnnulation, MontantsNote {
  etat: 'VALIDEE';
  /** `NC-<magasin>-<caisse>-<6 digits>`, without gap for each till; null in notes of before. */
  numero: string | null;
}

export type Annulation = AnnulationEnCours | AnnulationRefusee | AnnulationValidee;

export interface MontantsNote {
  sousTotal: Montant;
  tps: Montant;
  tvq: Montant;
  /** Taxes included, before the rounding of cash. */
  total: Montant;
  /** Signed rounding of the cash handed back. */
  arrondi: Montant;
}

/** Quantity brought back of one line of the receipt. */
export interface QuantiteRapportee {
  rang: number;
  quantite: number;
}

/**
 * What a return gives back for one line of the receipt. A quantity of zero is the correction of a
 * cent: see `etablirNoteDeCredit`.
 */
export interface LigneCreditee extends QuantiteRapportee {
  produitId: number;
  sousTotal: Montant;
  tps: Montant;
  tvq: Montant;
}

/**
 * Where the refund of one tender is. `A_FAIRE`: the card refused it, somebody has to choose. `CONVERTI`: another refund
 * stands for it.
 */
export type EtatRemboursement = 'FAIT' | 'A_FAIRE' | 'CONVERTI';

/** The refund of one tender; `rang` is the card's in the sale, null for cash. */
export interface Remboursement extends PaiementRendu {
  etat: EtatRemboursement;
  /** What the provider said. */
  codeRefus: string | null;
}

export interface NoteDeCredit extends MontantsNote {
  lignes: LigneCreditee[];
  /** What is due to each tender, whether it was handed back or not. */
  remboursements: PaiementRendu[];
}
