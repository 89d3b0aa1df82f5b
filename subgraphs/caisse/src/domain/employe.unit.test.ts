import { describe, expect, test } from '@jest/globals';
import { ROLES } from '@caisse/acces';

import { normaliserIdentifiant, verifierFiche, verifierIdentifiant } from './employe.ts';

describe('an identifier', () => {
  test.each(['abc', 'jean-guy.roy2', 'x'.repeat(40)])('may be %s', (identifiant) => {
    expect(verifierIdentifiant(identifiant)).toEqual([]);
  });

  test.each(['', 'ab', 'x'.repeat(41), 'Abc', 'été', 'a b c', 'a_b_c'])(
    'may not be « %s »',
    (identifiant) => {
      expect(verifierIdentifiant(identifiant)).toMatchObject([{ champ: 'identifiant' }]);
    },
  );

  test('is the same in upper case and between spaces', () => {
    expect(normaliserIdentifiant(' Admin ')).toBe('admin');
    expect(normaliserIdentifiant('ａｄｍｉｎ')).toBe('admin');
  });

  test('can always be looked for in the database', () => {
    expect(normaliserIdentifiant('ad\u0000min')).toBe('ad min');
  });
});

describe('what is said of an employee', () => {
  test.each([
    ['CAISSIER', 1, true, []],
    ['CAISSIER', null, false, ['magasinId']],
    ['GERANT', 9, false, ['magasinId']],
    ['ADMIN', null, false, []],
    ['LOGISTIQUE', 1, true, ['magasinId']],
  ] as const)('as %s of the store %s', (role, magasinId, existe, refuses) => {
    const champs = verifierFiche({ nom: 'Ève', role, magasinId }, existe);
    expect(champs.map(({ champ }) => champ)).toEqual(refuses);
  });

  test.each(ROLES)('needs a name, as %s too', (role) => {
    const noms = ['', 'x'.repeat(81), '\u200b', 'Ève\u202e'].flatMap((nom) =>
      verifierFiche({ nom, role, magasinId: null }, false).map(({ champ }) => champ),
    );
    expect(noms.filter((champ) => champ === 'nom')).toHaveLength(4);
  });
});
