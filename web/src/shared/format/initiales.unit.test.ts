import { expect, test } from '@jest/globals';
import { initiales } from './initiales.ts';

test.each([
  ['Ana Côté', 'AC'],
  ['Jean-Luc de la Tour', 'JT'],
  ['Élodie', 'É'],
  ['caissier 1', 'C1'],
  ['', ''],
])('%s is written %s', (nom, lettres) => {
  expect(initiales(nom)).toBe(lettres);
});
