import { describe, expect, test } from '@jest/globals';

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
