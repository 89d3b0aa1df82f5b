import { describe, expect, test } from '@jest/globals';
import { PLUS_DE_VERSEMENTS, reduireVersements, versementsInitiaux } from './versements.ts';

describe('reduireVersements', () => {
  const depart = versementsInitiaux(['CARTE', 'COMPTANT']);

  test('adds a tender under a key that no other had', () => {
    const sans = reduireVersements(depart, { type: 'retirer', cle: 0 });
    const avec = reduireVersements(sans, { type: 'ajouter', mode: 'CARTE' });
    expect(avec.map(({ cle, mode }) => [cle, mode])).toEqual([
      [1, 'COMPTANT'],
      [2, 'CARTE'],
    ]);
  });

  test('types into one tender only', () => {
    const etat = reduireVersements(depart, { type: 'saisir', cle: 1, saisie: '20' });
    expect(etat.map(({ saisie }) => saisie)).toEqual(['', '20']);
  });

  test('keeps the last tender', () => {
    const un = reduireVersements(depart, { type: 'retirer', cle: 0 });
    expect(reduireVersements(un, { type: 'retirer', cle: 1 })).toHaveLength(1);
  });

  test('stops at the most that a sale takes', () => {
    let etat = depart;
    for (let i = 0; i < 20; i += 1)
      etat = reduireVersements(etat, { type: 'ajouter', mode: 'CARTE' });
    expect(etat).toHaveLength(PLUS_DE_VERSEMENTS);
  });
});
