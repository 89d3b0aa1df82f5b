import { waitFor } from '@caisse/subgraph-kit/test';
import { describe, expect, test } from '@jest/globals';

import { MONTANT_REFUSE, MONTANTS, terminalSimule } from './terminal-simule.ts';

const cle = { id: '019a0000-0000-7000-8000-000000000001', rang: 0 };

describe('the simulated terminal', () => {
  test('accepts a card, and refuses the amount of the card without money', async () => {
    const terminal = terminalSimule();
    expect(await terminal.autoriser(cle, 12_345)).toMatchObject({ etat: 'ACCEPTE' });
    expect(await terminal.autoriser({ ...cle, rang: 1 }, MONTANT_REFUSE)).toMatchObject({
      etat: 'REFUSE',
    });
    expect(await terminal.interroger(cle)).toBe('ACCEPTE');
    expect(await terminal.interroger({ ...cle, rang: 1 })).toBe('REFUSE');
    expect(await terminal.interroger({ ...cle, rang: 2 })).toBe('INCONNU');
  });

  test('gives the same answer to the same key', async () => {
    const terminal = terminalSimule();
    expect(await terminal.autoriser(cle, 500)).toMatchObject({ etat: 'ACCEPTE' });
    expect(await terminal.autoriser(cle, 500)).toMatchObject({ etat: 'ACCEPTE' });
  });

  test.each(['known', 'unknown'])(
    'lets no late authorisation pass once a %s key is annulled',
    async (cas) => {
      const terminal = terminalSimule();
      if (cas === 'known') await terminal.autoriser(cle, 500);
      await terminal.annuler(cle);
      expect(await terminal.interroger(cle)).toBe('ANNULE');
      expect(await terminal.autoriser(cle, 500)).toMatchObject({ etat: 'REFUSE' });
      expect(await terminal.interroger(cle)).toBe('ANNULE');
    },
  );

  const presse = { sansReponse: 5, hesitation: 50 };

  test('hears nothing of the first try of the cut line, and accepts the second', async () => {
    const terminal = terminalSimule(presse);
    await expect(terminal.autoriser(cle, MONTANTS.MUET)).rejects.toThrow('did not answer');
    expect(await terminal.interroger(cle)).toBe('INCONNU');
    expect(await terminal.autoriser(cle, MONTANTS.MUET)).toMatchObject({ etat: 'ACCEPTE' });
  });

  test('accepts the hesitating customer later than it is waited for', async () => {
    const terminal = terminalSimule({ ...presse, hesitation: 500 });
    await expect(terminal.autoriser(cle, MONTANTS.TARDIF)).rejects.toThrow('did not answer');
    expect(await terminal.interroger(cle)).toBe('EN_COURS');
    await waitFor(async () => (await terminal.interroger(cle)) === 'ACCEPTE');
    expect(await terminal.autoriser(cle, MONTANTS.TARDIF)).toMatchObject({ etat: 'ACCEPTE' });
  });

  test('does not accept the hesitating customer once the payment is annulled', async () => {
    const terminal = terminalSimule({ ...presse, hesitation: 0 });
    await expect(terminal.autoriser(cle, MONTANTS.TARDIF)).rejects.toThrow('did not answer');
    await terminal.annuler(cle);
    expect(await terminal.interroger(cle)).toBe('ANNULE');
  });

  test('knows the payment whose answer it lost', async () => {
    const terminal = terminalSimule(presse);
    await expect(terminal.autoriser(cle, MONTANTS.REPONSE_PERDUE)).rejects.toThrow();
    expect(await terminal.interroger(cle)).toBe('ACCEPTE');
    expect(await terminal.autoriser(cle, MONTANTS.REPONSE_PERDUE)).toMatchObject({
      etat: 'ACCEPTE',
    });
  });

  test('says that no money moves', () => {
    expect(terminalSimule().simule).toBe(true);
  });

  test('refunds, but not to a card that was closed, nor under a key that was annulled', async () => {
    const terminal = terminalSimule();
    const rendu = { id: '019a0000-0000-7000-8000-0000000000aa', rang: 0 };
    expect(await terminal.rembourser(rendu, cle, 500)).toEqual({ etat: 'REMBOURSE' });
    expect(await terminal.rembourser({ ...rendu, rang: 1 }, cle, MONTANTS.SANS_RETOUR)).toEqual({
      ...{ etat: 'REFUSE', code: 'CARTE_FERMEE' },
    });
    await terminal.annuler({ ...rendu, rang: 2 });
    expect(await terminal.rembourser({ ...rendu, rang: 2 }, cle, 500)).toMatchObject({
      etat: 'REFUSE',
    });
  });
});
