import type { RefusTerminal, TerminalPaiement } from './terminal-paiement.ts';

const REFUS: RefusTerminal = { etat: 'REFUSE', code: 'AUCUN_TERMINAL' };

/** Where no terminal was named: cards are refused, nothing else is concerned. */
export function terminalAbsent(): TerminalPaiement {
  return {
    simule: false,
    autoriser: () => Promise.resolve(REFUS),
    interroger: () => Promise.resolve('INCONNU'),
    annuler: () => Promise.resolve({ etat: 'ANNULE' }),
    rembourser: () => Promise.resolve(REFUS),
  };
}
