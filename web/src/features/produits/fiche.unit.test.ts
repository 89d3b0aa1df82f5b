import { describe, expect, test } from '@jest/globals';
import { differences, ficheDe } from './fiche.ts';

describe('differences', () => {
  const actuelle = ficheDe({ nom: 'Pommes', prix: 150, description: 'McIntosh' });

  test('names the fields that differ', () => {
    const mienne = { ...actuelle, nom: 'Pommes rouges', prix: '1,75' };
    expect(differences(mienne, actuelle)).toEqual(['nom', 'prix']);
  });

  test('takes two ways of writing one price as the same', () => {
    expect(differences({ ...actuelle, prix: '1.5' }, actuelle)).toEqual([]);
  });
});
