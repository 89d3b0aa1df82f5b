import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { CleCarte, EtatPaiement, TerminalPaiement } from './terminal-paiement.ts';

/** The simulated card that has no money: a payment of exactly 0,13 $ is refused, any other accepted. */
export const MONTANT_REFUSE: Montant = 13;

/** Payments remembered: enough for the sales in progress. */
const MEMOIRE_MAXIMUM = 10_000;

/**
 * A terminal for demonstrations and tests. No money moves, so its memory may be lost with the process:
 * the verdict depends on the amount alone and is the same in every replica.
 */
export function terminalSimule(): TerminalPaiement {
  const etats = new Map<string, EtatPaiement>();
  const retenir = (cle: CleCarte, etat: EtatPaiement) => {
    etats.set(ecrire(cle), etat);
    const [plusAncienne] = etats.keys();
    if (etats.size > MEMOIRE_MAXIMUM && plusAncienne !== undefined) etats.delete(plusAncienne);
  };
  return {
    autoriser(cle, montant) {
      const annule = etats.get(ecrire(cle)) === 'ANNULE';
      const verdict = annule || montant === MONTANT_REFUSE ? 'REFUSE' : 'ACCEPTE';
      if (!annule) retenir(cle, verdict);
      return Promise.resolve(verdict);
    },
    interroger: (cle) => Promise.resolve(etats.get(ecrire(cle)) ?? 'INCONNU'),
    annuler(cle) {
      retenir(cle, 'ANNULE');
      return Promise.resolve();
    },
    rembourser: () => Promise.resolve(),
  };
}

function ecrire({ venteId, rang }: CleCarte): string {
  return `${venteId}:${rang}`;
}
