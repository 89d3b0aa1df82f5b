import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { CHROMIUM, CHROMIUM_MISSING } from '../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../support/standalone.ts';
import { type Moment, tuerEtRevenir } from './robot/mise-a-mort.ts';

/** `npm run test:balayages` plays more of each. */
const MOMENTS: Moment[] = [0, 300, 'paiement'];

if (CHROMIUM) {
  describe('a till whose browser is killed', tuer);
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}

function tuer(): void {
  let caisse: RunningStandalone;

  beforeAll(async () => {
    caisse = await startStandalone();
  });
  afterAll(() => caisse.dispose());

  test.each(MOMENTS)(
    'comes back to its till and the receipt, never to the sold cart (killed at %s)',
    async (moment) => {
      expect(await tuerEtRevenir(caisse.url, 1, moment)).toEqual({
        choix: false,
        recu: true,
        panier: [],
      });
    },
  );
}
