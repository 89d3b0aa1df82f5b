import { describe, expect, test } from '@jest/globals';

import {
  ecrireRenouvellement,
  finDeConnexion,
  finDeJeton,
  lireRenouvellement,
} from './connexion.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const SECRET = 'A-_z'.repeat(10) + 'abc';
const HUIT_HEURES = new Date('2026-11-22T13:00:00.600Z');

describe('a sign-in', () => {
  test('lasts twelve hours', () => {
    expect(finDeConnexion(HUIT_HEURES)).toEqual(new Date('2026-11-23T01:00:00.600Z'));
  });

  test('has tokens that end in whole seconds, and never after it', () => {
    const connexion = { id: ID, expireLe: new Date('2026-11-22T13:40:00Z') };
    expect(finDeJeton(HUIT_HEURES, 30 * 60_000, connexion)).toEqual(
      new Date('2026-11-22T13:30:00Z'),
    );
    expect(finDeJeton(HUIT_HEURES, 60 * 60_000, connexion)).toEqual(connexion.expireLe);
  });
});

describe('a renewal token', () => {
  test('is read as it was written', () => {
    const renouvellement = { connexionId: ID, secret: SECRET };
    expect(lireRenouvellement(ecrireRenouvellement(renouvellement))).toEqual(renouvellement);
  });

  test.each([
    '',
    ID,
    `${ID}.`,
    `${ID}.abc`,
    `${ID}.${SECRET}.x`,
    `1.${SECRET}`,
    `${ID}.${SECRET}=`,
  ])('is none of ours: « %s »', (jeton) => {
    expect(lireRenouvellement(jeton)).toBeNull();
  });
});
