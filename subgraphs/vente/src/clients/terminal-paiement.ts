import type { Montant } from '@caisse/subgraph-kit/domaine';

/** One card payment of one sale: what the terminal and its bank know it by. */
export interface CleCarte {
  venteId: string;
  /** Place of the tender in the sale, from 0. */
  rang: number;
}

/** `EN_COURS`: not decided yet, the customer is at the keypad. `INCONNU`: never heard of. */
export type EtatPaiement = 'ACCEPTE' | 'REFUSE' | 'ANNULE' | 'EN_COURS' | 'INCONNU';

/**
 * The port of the payment provider. Every call is idempotent by its key: repeating it after a lost
 * answer does nothing twice and gives the same answer. A real terminal is an adapter of this port.
 */
export interface TerminalPaiement {
  /**
   * Takes an amount from a card. An annulled key is refused: a late authorisation must not pass.
   *
   * @throws Error when the outcome is unknown: `interroger` tells it
   */
  autoriser(cle: CleCarte, montant: Montant): Promise<'ACCEPTE' | 'REFUSE'>;
  /** What became of a payment whose answer was lost. */
  interroger(cle: CleCarte): Promise<EtatPaiement>;
  /** Gives back a payment of a sale that did not come about, and annuls its key, known or not. */
  annuler(cle: CleCarte): Promise<void>;
  /** Gives back a part of what the cards of a sale paid. Keyed by the return. */
  rembourser(annulationId: string, venteId: string, montant: Montant): Promise<void>;
}
