import { expect, test } from '@jest/globals';
import { adresseInsecable } from './adresse.ts';

test('keeps a postal code in one piece and leaves the rest of the address alone', () => {
  expect(adresseInsecable('4210, rue Saint-Denis, Montréal (Québec)  H2J 2K8')).toBe(
    '4210, rue Saint-Denis, Montréal (Québec)  H2J\u00a02K8',
  );
});
