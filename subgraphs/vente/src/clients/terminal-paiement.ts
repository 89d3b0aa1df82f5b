import type { Montant } from '@caisse/subgraph-kit/domaine';

/** What the provider knows a movement by: one tender of one sale, or the refund of one tender by one return. */
export interface ClePaiement {
  /** The sale's id, or the return's. */
  id: string;
  /** Rank of the tender in the sale, from 0. */
  rang: number;
}

/** `EN_COURS`: not decided yet, the customer is at the keypad. `INCONNU`: never heard of. */
export type EtatPaiement = 'ACCEPTE' | 'REFUSE' | 'ANNULE' | 'EN_COURS' | 'INCONNU';

/** A definitive no, with the provider's code. */
export interface RefusTerminal {
  etat: 'REFUSE';
  code: string;
}

/**
 * The port of the payment provider. Every call is idempotent by its key: repeating it after a lost
 * answer does nothing twice and gives the same answer. Every call can be refused for good; what is thrown leaves the
 * outcome unknown. A real terminal is an adapter of this port.
 */
export interface TerminalPaiement {
  /** True when no money moves: screens and receipts say so. */
  readonly simule: boolean;
  /**
   * Takes an amount from a card. An annulled key is refused: a late authorisation must not pass.
   *
   * @throws Error when the outcome is unknown: `interroger` tells it
   */
  autoriser(cle: ClePaiement, montant: Montant): Promise<{ etat: 'ACCEPTE' } | RefusTerminal>;
  /** What became of a payment whose answer was lost. */
  interroger(cle: ClePaiement): Promise<EtatPaiement>;
  /**
   * Gives back a payment of a sale that did not come about, or stops a refund, and annuls the key, known or not.
   *
   * @returns REFUSE when it can no longer be annulled: an amount already settled, a refund already made
   */
  annuler(cle: ClePaiement): Promise<{ etat: 'ANNULE' } | RefusTerminal>;
  /**
   * Gives back a part of what one card paid. A refused key may be asked again: the card may take it by then.
   *
   * @param cle the return and the card's rank
   * @param origine the payment that it comes from
   */
  rembourser(
    cle: ClePaiement,
    origine: ClePaiement,
    montant: Montant,
  ): Promise<{ etat: 'REMBOURSE' } | RefusTerminal>;
}
