import { describe, expect, test } from '@jest/globals';

import { estEnDoute, ETATS, type EtatVente, TRANSITIONS, transitionPermise } from './etats.ts';

describe('states of a sale', () => {
  test('every state can be reached from the first, and only two are final', () => {
    const atteints = new Set<EtatVente>(['EN_COURS']);
    for (const etat of atteints) TRANSITIONS[etat].forEach((suivant) => atteints.add(suivant));
    expect([...atteints].sort()).toEqual([...ETATS].sort());
    expect(ETATS.filter((etat) => TRANSITIONS[etat].length === 0)).toEqual(['REFUSEE', 'ANNULEE']);
  });

  test('a sale is never validated once its refusal is decided, nor refused once validated', () => {
    expect(transitionPermise('EN_COURS', 'VALIDEE')).toBe(true);
    expect(transitionPermise('EN_COMPENSATION', 'VALIDEE')).toBe(false);
    expect(transitionPermise('REFUSEE', 'EN_COURS')).toBe(false);
    for (const etat of ['VALIDEE', 'EN_ANNULATION', 'RETOURNEE_EN_PARTIE', 'ANNULEE'] as const) {
      expect(transitionPermise(etat, 'EN_COMPENSATION')).toBe(false);
      expect(transitionPermise(etat, 'REFUSEE')).toBe(false);
    }
  });

  test('only the states before the outcome are in doubt', () => {
    expect(ETATS.filter(estEnDoute)).toEqual(['EN_COURS', 'EN_COMPENSATION']);
  });
});
