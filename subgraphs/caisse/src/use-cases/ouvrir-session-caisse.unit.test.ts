import { describe, expect, test } from '@jest/globals';

import type { Caisse } from '../domain/caisse.ts';
import type { SessionCaisse } from '../domain/session-caisse.ts';
import { ouvrirSessionCaisse } from './ouvrir-session-caisse.ts';

const SAISIE = { caisseId: '3', fondDeCaisse: 20_000 };
const CAISSE: Caisse = { id: 3, magasinId: 2, numero: 1 };
const SESSION: SessionCaisse = {
  id: '019a0000-0000-7000-8000-000000000001',
  caisseId: 3,
  ouverteLe: new Date('2026-11-22T14:00:00Z'),
  fermeeLe: null,
  fondDeCaisse: 20_000,
  ouvertePar: 7,
};

/** A database whose openings give these answers, one after the other. */
function base(ouvertures: (SessionCaisse | null)[]) {
  return {
    requestId: 'requete',
    identity: { issuer: 'router' as const, scopes: new Set<string>() },
    nouvelId: () => SESSION.id,
    caisses: { parIds: () => Promise.resolve([CAISSE]) },
    sessions: {
      ouvrir: () => Promise.resolve(ouvertures.shift() ?? null),
      enTravers: () => Promise.resolve([]),
    },
  };
}

describe('opening a till that somebody closes at the same moment', () => {
  test('tries again once nothing stands in the way any more', async () => {
    expect(await ouvrirSessionCaisse(base([null, SESSION]), SAISIE)).toEqual({
      __typename: 'SessionCaisse',
      session: SESSION,
    });
  });

  test('gives up on a till that never settles, rather than go on for ever', async () => {
    await expect(ouvrirSessionCaisse(base([]), SAISIE)).rejects.toThrow('3 times in a row');
  });
});
