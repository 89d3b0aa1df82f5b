import { expect, test } from '@jest/globals';

import { chooseTerminal, tellTerminal } from './terminal.ts';

test('a provider that is named takes the cards, and is shown without its secrets', () => {
  const settings = { TERMINAL_URL: 'https://moi:secret@paiement.example/v1?cle=secret' };
  expect(chooseTerminal(settings)).toEqual(settings);
  expect(tellTerminal(settings)).toBe('https://paiement.example');
});

test('without one the simulated terminal is asked for by name, and named', () => {
  const settings = chooseTerminal({ TERMINAL_URL: undefined, BAREME_TAXES: 'taxes.json' });
  expect(settings).toEqual({ TERMINAL: 'simule', BAREME_TAXES: 'taxes.json' });
  expect(tellTerminal(settings)).toContain('aucune carte n’est débitée');
});
