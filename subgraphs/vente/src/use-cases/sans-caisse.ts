import type { TerminalPaiement } from '../clients/terminal-paiement.ts';
import type { RefusVente } from '../domain/refus.ts';
import type { VenteEnCours } from '../domain/vente.ts';
import type { Echeance } from './echeance.ts';
import { cartes } from './payer-carte.ts';

/** A card is still at the keypad: there is no answer yet, and nothing went wrong. */
export class CarteEnSuspens extends Error {
  override readonly name = 'CarteEnSuspens';
}

/**
 * What becomes of a sale when nobody stands at the till any more (adr 0016). It goes forward only when every tender is
 * a card that was accepted already: the money is taken, the customer has the goods. Anything else is given up.
 *
 * @param enCoursMs longest wait for a card that is still running
 * @returns why it is given up, or null when it goes forward
 * @throws CarteEnSuspens while a card is still running
 * @throws PublicError SERVICE_INDISPONIBLE when the provider does not answer: nothing is decided
 */
export async function verdictSansCaisse(
  terminal: Pick<TerminalPaiement, 'interroger'>,
  vente: VenteEnCours,
  { insister }: Echeance,
  enCoursMs: number,
): Promise<RefusVente | null> {
  const payees = cartes(vente);
  if (payees.length < vente.paiementsRemis.length) return { type: 'VenteAbandonnee' };
  const etats = await Promise.all(
    payees.map(({ cle }) => insister('interrogation', () => terminal.interroger(cle))),
  );
  if (etats.every((etat) => etat === 'ACCEPTE')) return null;
  const suspendue = etats.every((etat) => etat === 'ACCEPTE' || etat === 'EN_COURS');
  if (suspendue && vente.silenceMs < enCoursMs) throw new CarteEnSuspens();
  return { type: 'VenteAbandonnee' };
}
