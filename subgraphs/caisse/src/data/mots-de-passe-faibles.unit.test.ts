import { describe, expect, test } from '@jest/globals';

import { motsDePasseFaibles } from './mots-de-passe-faibles.ts';

const faibles = motsDePasseFaibles();
const MOTS = ['gerant1', 'Geneviève', 'Tremblay', 'Plateau', 'caisse'];

describe('a password', () => {
  test.each([
    ...['123456789012', 'aaaaaaaaaaaa', 'password1234', 'caisse-multi', 'motdepasse2026'],
    ...['Bonjour12345!', 'genevieve1985', 'azertyuiop12', 'abcabcabcabc', 'p@ssw0rdp@ssw0rd'],
    ...['gerant1gerant1', 'Tremblay-2026', 'x'.repeat(200), '🔑'.repeat(12)],
  ])('that is guessed first is weak: « %s »', (motDePasse) => {
    expect(faibles.estFaible(motDePasse, MOTS)).toBe(true);
  });

  test.each([
    ...['un bon mot de passe', 'x9Kq2mZp7wLt', '3f9a0c2b7d1e4f5a6b7c'],
    ...['quatre chats sur le toit', 'correct horse battery staple'],
  ])('that is not passes: « %s »', (motDePasse) => {
    expect(faibles.estFaible(motDePasse, MOTS)).toBe(false);
  });
});
