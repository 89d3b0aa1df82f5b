import { describe, test } from '@jest/globals';

import { CHROMIUM, CHROMIUM_MISSING } from '../support/navigateur.ts';
import { traiter } from './doute/a-traiter.ts';
import { ouvrirDoute } from './doute/ouvrir.ts';
import { reprendreUnPanierDHier } from './doute/panier-d-hier.ts';
import { attendreLaReponse } from './doute/ventes.ts';

if (CHROMIUM) {
  const doute = ouvrirDoute();
  describe('a sale in doubt', () => attendreLaReponse(doute));
  describe('a cart of yesterday', () => reprendreUnPanierDHier(doute));
  describe('what the till could not finish', () => traiter(doute));
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}
