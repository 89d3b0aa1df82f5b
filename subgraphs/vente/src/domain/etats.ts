/** Where a sale is. `EN_COURS` and `EN_COMPENSATION` are in doubt: someone must finish them. */
export type EtatVente = keyof typeof TRANSITIONS;

/** States in which the sale has a receipt. */
export type EtatEncaisse = 'VALIDEE' | 'EN_ANNULATION' | 'RETOURNEE_EN_PARTIE' | 'ANNULEE';

/**
 * Every way a sale may move. The database enforces the same table by a trigger, so that no
 * statement, however wrong, can write another move.
 */
export const TRANSITIONS = {
  EN_COURS: ['VALIDEE', 'EN_COMPENSATION'],
  EN_COMPENSATION: ['REFUSEE'],
  REFUSEE: [],
  VALIDEE: ['EN_ANNULATION'],
  EN_ANNULATION: ['RETOURNEE_EN_PARTIE', 'ANNULEE'],
  RETOURNEE_EN_PARTIE: ['EN_ANNULATION'],
  ANNULEE: [],
} as const satisfies Record<string, readonly string[]>;

export const ETATS = Object.keys(TRANSITIONS) as EtatVente[];

/** True when a sale in state `de` may move to state `vers`. */
export function transitionPermise(de: EtatVente, vers: EtatVente): boolean {
  return (TRANSITIONS[de] as readonly EtatVente[]).includes(vers);
}

/** True while the outcome of `checkout` is not written: the sale is neither sold nor refused. */
export function estEnDoute(etat: EtatVente): etat is 'EN_COURS' | 'EN_COMPENSATION' {
  return etat === 'EN_COURS' || etat === 'EN_COMPENSATION';
}
