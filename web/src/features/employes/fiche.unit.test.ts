import { describe, expect, test } from '@jest/globals';
import { avecRole, differences, ficheDe } from './fiche.ts';

const CAISSIER = ficheDe({ nom: 'Ana', role: 'CAISSIER', actif: true, magasin: { id: '2' } });

describe('avecRole', () => {
  test('takes the store from who begins to work for the whole chain', () => {
    expect(avecRole(CAISSIER, 'ADMIN', '1')).toMatchObject({ role: 'ADMIN', magasinId: null });
  });

  test('gives a store to who begins to work in one, and leaves the store of who had one', () => {
    const admin = avecRole(CAISSIER, 'ADMIN', '1');
    expect(avecRole(admin, 'GERANT', '1').magasinId).toBe('1');
    expect(avecRole(CAISSIER, 'GERANT', '1').magasinId).toBe('2');
  });
});

test('differences names the fields that two versions do not share', () => {
  const actuelle = { ...CAISSIER, magasinId: '3', actif: false };
  expect(differences(CAISSIER, actuelle)).toEqual(['magasinId', 'actif']);
  expect(differences(CAISSIER, { ...CAISSIER })).toEqual([]);
});
