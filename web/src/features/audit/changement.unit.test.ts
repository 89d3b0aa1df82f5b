import { describe, expect, test } from '@jest/globals';
import { lireChangements } from './changement.ts';

const LECTURE = {
  argent: (cents: number) => `${cents / 100} $`,
  dateHeure: (iso: string) => `le ${iso.slice(0, 10)}`,
  oui: 'oui',
  non: 'non',
  champ: (nom: string) => (nom === 'produitId' ? 'produit' : nom),
  code: (champ: string, valeur: string | number) =>
    champ === 'role' && valeur === 'GERANT' ? 'Gérance' : null,
};
const lire = (avant: unknown, apres: unknown) =>
  lireChangements(
    avant === null ? null : JSON.stringify(avant),
    apres === null ? null : JSON.stringify(apres),
    LECTURE,
  );

describe('lireChangements', () => {
  test('keeps what changed, money as money', () => {
    expect(lire({ nom: 'Eau', prix: 100 }, { nom: 'Eau', prix: 125 })).toEqual([
      { champ: 'prix', avant: '1 $', apres: '1.25 $' },
    ]);
  });

  test('shows what was not there before, and what is no longer there', () => {
    expect(lire(null, { actif: true })).toEqual([{ champ: 'actif', avant: null, apres: 'oui' }]);
    expect(lire({ role: 'GERANT' }, null)).toEqual([
      { champ: 'role', avant: 'Gérance', apres: null },
    ]);
  });

  test('writes lists and objects in one line', () => {
    const lignes = [
      { produitId: 3, quantite: 2 },
      { produitId: 5, quantite: 1 },
    ];
    expect(lire(null, { lignes, limites: { min: 1, max: null } })).toEqual([
      { champ: 'lignes', avant: null, apres: 'produit 3, quantite 2 ; produit 5, quantite 1' },
      { champ: 'limites', avant: null, apres: 'min 1, max —' },
    ]);
  });

  test('takes a null for nothing, and writes instants as dates', () => {
    expect(lire(null, { magasin: null })).toEqual([]);
    expect(lire({ fin: null }, { fin: '2026-11-22T12:00:00+00:00' })).toEqual([
      { champ: 'fin', avant: null, apres: 'le 2026-11-22' },
    ]);
  });

  test('is not led astray by the names that every object has, nor by what is no JSON', () => {
    const fait = { champ: 'constructor', avant: null, apres: '1' };
    expect(lireChangements(null, '{"constructor":1}', LECTURE)).toEqual([fait]);
    expect(lireChangements(null, 'illisible', LECTURE)).toEqual([
      { champ: '', avant: null, apres: 'illisible' },
    ]);
    expect(lire(null, null)).toEqual([]);
  });
});
