import type { Paiement } from '@caisse/fiscalite';
import { crashPoint } from '@caisse/subgraph-kit';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type {
  ClePaiement,
  EtatPaiement,
  RefusTerminal,
  TerminalPaiement,
} from '../clients/terminal-paiement.ts';
import { RefusDefinitif } from '../domain/participants.ts';
import type { RefusVente } from '../domain/refus.ts';
import type { VenteEnCours, VenteEnDoute } from '../domain/vente.ts';
import type { Echeance } from './echeance.ts';
import { type Presence, exigerClient } from './presence.ts';

/** A card tender of a sale. */
export interface PaiementCarte {
  cle: ClePaiement;
  montant: Montant;
}

/** The card tenders of a sale, each under the key that the terminal knows it by. */
export function cartes({ id, paiementsRemis }: VenteEnDoute): PaiementCarte[] {
  return paiementsRemis.flatMap(({ mode, montant }: Paiement, rang) =>
    mode === 'CARTE' ? [{ cle: { id, rang }, montant }] : [],
  );
}

/**
 * Takes the cards of a sale, each in its turn, until one is refused.
 *
 * @param dejaTentees whether somebody may have sent them before: a sale that was taken over
 * @param presence of the till: nothing is authorised for a customer who left
 * @returns why the sale is refused, or null when every card was accepted
 */
export async function prendreCartes(
  terminal: Pick<TerminalPaiement, 'autoriser' | 'interroger'>,
  vente: VenteEnCours,
  dejaTentees: boolean,
  presence: Presence,
  echeance: Echeance,
): Promise<RefusVente | null> {
  for (const carte of cartes(vente)) {
    crashPoint('vente.avant-autorisation');
    const reponse = await payerCarte(terminal, carte, dejaTentees, presence, echeance);
    crashPoint('vente.apres-autorisation');
    if (reponse.etat === 'REFUSE') return { type: 'PaiementRefuse', motif: reponse.code };
  }
  return null;
}

/**
 * Takes one card payment. Once its outcome is unknown, the terminal is asked before anything is repeated: a
 * customer may be at the keypad, and what was decided must not be decided again.
 *
 * @param dejaTentee whether somebody may have sent it before: a sale that was taken over
 * @param presence of the till: nothing is authorised for a customer who left
 * @throws PublicError SERVICE_INDISPONIBLE when the outcome is still unknown at the deadline
 * @throws ClientParti before an authorisation that nobody waits for
 */
export async function payerCarte(
  terminal: Pick<TerminalPaiement, 'autoriser' | 'interroger'>,
  { cle, montant }: PaiementCarte,
  dejaTentee: boolean,
  presence: Presence,
  { insister }: Echeance,
): Promise<{ etat: 'ACCEPTE' } | RefusTerminal> {
  let inconnue = dejaTentee;
  return insister('autorisation', async () => {
    const etat: EtatPaiement = inconnue ? await terminal.interroger(cle) : 'INCONNU';
    if (etat === 'EN_COURS') throw new Error('The card payment is not decided yet');
    if (etat === 'ACCEPTE') return { etat };
    // An annulled key stays refused.
    if (etat !== 'INCONNU') return { etat: 'REFUSE', code: etat };
    exigerClient(presence);
    inconnue = true;
    return terminal.autoriser(cle, montant);
  });
}

/**
 * Gives one card payment back, never blindly: what the terminal refused has nothing to give back. What it
 * does not know, or has not decided, is annulled, so that it cannot pass any more. What it can no longer annul is
 * refunded.
 *
 * @throws RefusDefinitif when the provider refuses both: a person has to give it back
 */
export async function rendreCarte(
  terminal: Pick<TerminalPaiement, 'interroger' | 'annuler' | 'rembourser'>,
  { cle, montant }: PaiementCarte,
  { insister }: Echeance,
): Promise<void> {
  const etat = await insister('interrogation', () => terminal.interroger(cle));
  if (etat === 'REFUSE' || etat === 'ANNULE') return;
  const annulation = await insister('annulation-carte', () => terminal.annuler(cle));
  if (annulation.etat === 'REFUSE') {
    const retour = await insister('remboursement', () => terminal.rembourser(cle, cle, montant));
    if (retour.etat === 'REFUSE') throw new RefusDefinitif('terminal', retour.code);
  }
  crashPoint('vente.apres-carte-annulee');
}
