import { describe, expect, test } from '@jest/globals';

import { retryBudget } from '@caisse/subgraph-kit';

import { BailPerdu, ouvrirEcheance } from './echeance.ts';

describe('a step that is tried until the deadline', () => {
  test('is tried again after a technical failure', async () => {
    const { insister } = ouvrirEcheance(5_000);
    let essais = 0;
    const etape = () => {
      essais += 1;
      return essais < 3 ? Promise.reject(new Error('cut off')) : Promise.resolve('done');
    };
    expect(await insister('gel', etape)).toBe('done');
    expect(essais).toBe(3);
  });

  test('is given up with the cause when the time is over', async () => {
    const { insister } = ouvrirEcheance(30);
    const cause = new Error('cut off');
    await expect(insister('gel', () => Promise.reject(cause))).rejects.toMatchObject({
      extensions: { code: 'SERVICE_INDISPONIBLE' },
      cause,
    });
  });

  test('is not tried again once the budget that all share is spent', async () => {
    const budget = retryBudget({ reserve: 2, perSecond: 0 });
    const mesures = { observerEtape: () => undefined, budget };
    let essais = 0;
    const etape = () => {
      essais += 1;
      return Promise.reject(new Error('cut off'));
    };
    for (let vente = 0; vente < 3; vente += 1) {
      await expect(ouvrirEcheance(5_000, mesures).insister('gel', etape)).rejects.toMatchObject({
        extensions: { code: 'SERVICE_INDISPONIBLE' },
      });
    }
    // One for each sale, and the two of the budget.
    expect(essais).toBe(5);
  });

  test('is not waited for beyond the deadline', async () => {
    const { insister } = ouvrirEcheance(30);
    await expect(insister('gel', () => new Promise(() => undefined))).rejects.toMatchObject({
      extensions: { code: 'SERVICE_INDISPONIBLE' },
    });
  });

  test.each([new BailPerdu(), new TypeError('bug'), new RangeError('bug')])(
    'is not tried again after %s',
    async (erreur) => {
      const { insister } = ouvrirEcheance(5_000);
      let essais = 0;
      const etape = () => {
        essais += 1;
        return Promise.reject(erreur);
      };
      await expect(insister('gel', etape)).rejects.toBe(erreur);
      expect(essais).toBe(1);
    },
  );
});
