import { describe, expect, test } from '@jest/globals';

import { MONTANT_REFUSE, terminalSimule } from './terminal-simule.ts';

const cle = { venteId: '019a0000-0000-7000-8000-000000000001', rang: 0 };

describe('the simulated terminal', () => {
  test('accepts a card, and refuses the amount of the card without money', async () => {
    const terminal = terminalSimule();
    expect(await terminal.autoriser(cle, 12_345)).toBe('ACCEPTE');
    expect(await terminal.autoriser({ ...cle, rang: 1 }, MONTANT_REFUSE)).toBe('REFUSE');
    expect(await terminal.interroger(cle)).toBe('ACCEPTE');
    expect(await terminal.interroger({ ...cle, rang: 1 })).toBe('REFUSE');
    expect(await terminal.interroger({ ...cle, rang: 2 })).toBe('INCONNU');
  });

  test('gives the same answer to the same key', async () => {
    const terminal = terminalSimule();
    expect(await terminal.autoriser(cle, 500)).toBe('ACCEPTE');
    expect(await terminal.autoriser(cle, 500)).toBe('ACCEPTE');
  });

  test.each(['known', 'unknown'])(
    'lets no late authorisation pass once a %s key is annulled',
    async (cas) => {
      const terminal = terminalSimule();
      if (cas === 'known') await terminal.autoriser(cle, 500);
      await terminal.annuler(cle);
      expect(await terminal.interroger(cle)).toBe('ANNULE');
      expect(await terminal.autoriser(cle, 500)).toBe('REFUSE');
      expect(await terminal.interroger(cle)).toBe('ANNULE');
    },
  );
});
