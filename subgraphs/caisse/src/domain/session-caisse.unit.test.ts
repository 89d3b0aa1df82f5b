import { describe, expect, test } from '@jest/globals';

import { estRejeu, type SessionCaisse, verifierFond } from './session-caisse.ts';

const session: SessionCaisse = {
  id: '019a0000-0000-7000-8000-000000000001',
  caisseId: 3,
  ouverteLe: new Date('2026-11-22T14:00:00Z'),
  fermeeLe: null,
  fondDeCaisse: 20_000,
  ouvertePar: 7,
};
const { id, caisseId, fondDeCaisse } = session;
const ouvertePar = 7;

describe('the float of a till', () => {
  test.each([0, 1, 20_000, 1_000_000])('may be %d cents', (fond) => {
    expect(verifierFond(fond)).toEqual([]);
  });

  test.each([-1, 1_000_001, 0.5, Number.NaN])('may not be %d cents', (fond) => {
    expect(verifierFond(fond)).toEqual([
      { champ: 'fondDeCaisse', message: 'Le fond de caisse doit être de 0,00 $ à 10 000,00 $.' },
    ]);
  });
});

describe('a repeated opening', () => {
  test('has the same id, till and float', () => {
    expect(estRejeu(session, { id, caisseId, fondDeCaisse, ouvertePar })).toBe(true);
  });

  test('stays one after the session was closed', () => {
    expect(
      estRejeu({ ...session, fermeeLe: new Date() }, { id, caisseId, fondDeCaisse, ouvertePar }),
    ).toBe(true);
  });

  test.each([
    ['id', { id: '019a0000-0000-7000-8000-00000000ffff', caisseId, fondDeCaisse, ouvertePar }],
    ['till', { id, caisseId: 4, fondDeCaisse, ouvertePar }],
    ['float', { id, caisseId, fondDeCaisse: 20_001, ouvertePar }],
  ])('is none with another %s', (_what, ouverture) => {
    expect(estRejeu(session, ouverture)).toBe(false);
  });
});
