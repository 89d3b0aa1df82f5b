import { describe, expect, test } from '@jest/globals';

import {
  normaliserSecret,
  verifierMotDePasse,
  verifierNip,
  verifierNouveauNip,
  verifierPreuve,
} from './secrets.ts';

describe('a new password', () => {
  test.each(['douze lettre', 'x'.repeat(200), '🔑'.repeat(12)])('may be « %s »', (motDePasse) => {
    expect(verifierMotDePasse('nouveau', motDePasse)).toEqual([]);
  });

  test.each(['', 'onze lettre', 'x'.repeat(201), '🔑'.repeat(6)])(
    'may not be « %s »',
    (motDePasse) => {
      expect(verifierMotDePasse('nouveau', motDePasse)).toEqual([
        { champ: 'nouveau', message: 'Le mot de passe doit avoir de 12 à 200 caractères.' },
      ]);
    },
  );

  test('is the same whether an accent was typed in one key or two', () => {
    expect(normaliserSecret('e\u0301te\u0301')).toBe(normaliserSecret('\u00e9t\u00e9'));
  });
});

describe('a PIN', () => {
  test.each(['0000', '12345', '999999'])('may be %s', (nip) => {
    expect(verifierNip(nip)).toEqual([]);
  });

  test.each(['', '123', '1234567', '12a4', ' 1234', '١٢٣٤', '1234\n'])(
    'may not be « %s »',
    (nip) => {
      expect(verifierNip(nip)).toMatchObject([{ champ: 'nip' }]);
    },
  );
});

describe('a new PIN', () => {
  test.each(['1001', '2005', '7391', '90210', '112233', '135790'])('may be %s', (nip) => {
    expect(verifierNouveauNip(nip)).toEqual([]);
  });

  test.each([
    ...['0000', '1111', '999999', '1234', '4321', '0123', '98765', '123456'],
    ...['1212', '123123', '454545', '12', 'abcd'],
  ])('may not be « %s »', (nip) => {
    expect(verifierNouveauNip(nip)).toMatchObject([{ champ: 'nip' }]);
  });
});

describe('what is typed to sign in', () => {
  test('is refused when it is empty, or longer than any secret', () => {
    const saisie = { identifiant: '', motDePasse: 'x'.repeat(401) };
    expect(verifierPreuve(saisie).map(({ champ }) => champ)).toEqual(['identifiant', 'motDePasse']);
  });

  test('is tried otherwise, whatever the rules for new ones', () => {
    expect(verifierPreuve({ identifiant: 'admin', motDePasse: 'demo' })).toEqual([]);
  });
});
