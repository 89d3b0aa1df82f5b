import type { PaiementRendu } from '@caisse/fiscalite';
import { crashPoint } from '@caisse/subgraph-kit';

import type { StockClient } from '../clients/stock-client.ts';
import type { TerminalPaiement } from '../clients/terminal-paiement.ts';
import type { AnnulationRepository } from '../data/annulation-repository.ts';
import type { DetailRepository } from '../data/detail-repository.ts';
import type { VenteRepository } from '../data/vente-repository.ts';
import {
  type AnnulationEnCours,
  type AnnulationValidee,
  DECLARE_NON_REMBOURSE,
  type NoteDeCredit,
  type Remboursement,
  type RemboursementDeclare,
} from '../domain/annulation.ts';
import { etablirNoteDeCredit } from '../domain/etablir-note-de-credit.ts';
import type { VenteEncaissee } from '../domain/vente.ts';
import { BailPerdu, type Echeance } from './echeance.ts';
import { compterArticles, type FaitInscrit } from './poursuivre-vente.ts';

export interface DependancesRetour {
  ventes: Pick<VenteRepository, 'parIds'>;
  annulations: Pick<AnnulationRepository, 'valider' | 'desVentes'>;
  details: DetailRepository;
  stock: Pick<StockClient, 'retourner'>;
  terminal: Pick<TerminalPaiement, 'rembourser'>;
  /** Wakes the readers of the log. */
  signaler: (fait: FaitInscrit) => void;
}

export interface RetourFait {
  annulation: AnnulationValidee;
  vente: VenteEncaissee;
}

/**
 * Brings a return to its end, from whatever step it was left at. Its quantities are already taken, so
 * it can only go forward: every step is idempotent by the return's id. The caller holds the lease.
 *
 * @throws BailPerdu when somebody else took the return over meanwhile
 * @throws PublicError SERVICE_INDISPONIBLE when a participant did not answer before the deadline; the
 *   return stays in progress
 */
export async function poursuivreAnnulation(
  dependances: DependancesRetour,
  annulation: AnnulationEnCours,
  { insister }: Echeance,
): Promise<RetourFait> {
  const { annulations, stock, terminal, signaler } = dependances;
  const { vente, note } = await insister('note', () => calculerNote(dependances, annulation));
  const rapportees = note.lignes.filter(({ quantite }) => quantite > 0);
  const rendreStock = async () => {
    await insister('retour-stock', () =>
      stock.retourner(annulation.id, vente.id, vente.magasinId, rapportees),
    );
    crashPoint('vente.retour-apres-stock-rendu');
  };
  /** What a card refuses is to be made by other means: the return stands. */
  const rembourser = async (rendu: PaiementRendu): Promise<Remboursement> => {
    const { rang, montant } = rendu;
    if (rang === null) return { ...rendu, etat: 'FAIT', codeRefus: null };
    const declare = annulation.declares.find((un) => un.rang === rang);
    if (declare) return surParole(rendu, declare);
    const reponse = await insister('remboursement', () =>
      terminal.rembourser({ id: annulation.id, rang }, { id: vente.id, rang }, montant),
    );
    crashPoint('vente.retour-apres-remboursement');
    return reponse.etat === 'REFUSE'
      ? { ...rendu, etat: 'A_FAIRE', codeRefus: reponse.code }
      : { ...rendu, etat: 'FAIT', codeRefus: null };
  };
  const [remboursements] = await Promise.all([
    Promise.all(note.remboursements.map(rembourser)),
    rendreStock(),
  ]);

  crashPoint('vente.retour-avant-validation');
  const validee = await insister('validation-retour', () =>
    annulations.valider(annulation, vente, { ...note, remboursements }),
  );
  if (validee === null) throw new BailPerdu();
  crashPoint('vente.retour-apres-validation');
  signaler({
    sorte: 'annulation',
    magasinId: vente.magasinId,
    total: note.total,
    articles: compterArticles(note.lignes),
  });
  return validee as RetourFait;
}

/** On the word of a person who asked the provider, nobody asks it any more: a refund that came late would be one too many. */
function surParole(rendu: PaiementRendu, { remboursee }: RemboursementDeclare): Remboursement {
  return remboursee
    ? { ...rendu, etat: 'FAIT', codeRefus: null }
    : { ...rendu, etat: 'A_FAIRE', codeRefus: DECLARE_NON_REMBOURSE };
}

/**
 * The credit note, from the receipt and the earlier ones. Returns of a sale are done one after the
 * other, so what is read here cannot change before the note is written.
 */
async function calculerNote(
  { ventes, annulations, details }: DependancesRetour,
  { id, venteId }: AnnulationEnCours,
): Promise<{ vente: VenteEncaissee; note: NoteDeCredit }> {
  const [[vente], lignes, paiements, precedentes, rapportees] = await Promise.all([
    ventes.parIds([venteId]),
    details.lignes([venteId]),
    details.paiements([venteId]),
    annulations.desVentes([venteId]),
    details.lignesCreditees([id]),
  ]);
  // Only a sale with a receipt has returns.
  const encaissee = vente as VenteEncaissee;
  const notes = await lireNotes(details, precedentes as AnnulationValidee[]);
  const retournee = { taux: encaissee.taux, lignes, paiements };
  return { vente: encaissee, note: etablirNoteDeCredit(retournee, notes, rapportees) };
}

async function lireNotes(
  details: DetailRepository,
  annulations: readonly AnnulationValidee[],
): Promise<NoteDeCredit[]> {
  if (annulations.length === 0) return [];
  const ids = annulations.map(({ id }) => id);
  const [lignes, remboursements] = await Promise.all([
    details.lignesCreditees(ids),
    details.remboursements(ids),
  ]);
  return annulations.map((annulation) => ({
    ...annulation,
    lignes: lignes.filter((ligne) => ligne.annulationId === annulation.id),
    // What stands for another one is counted with it.
    remboursements: remboursements.filter(
      (rendu) => rendu.annulationId === annulation.id && rendu.convertit === null,
    ),
  }));
}
