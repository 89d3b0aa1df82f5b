import { describe, expect, test } from '@jest/globals';
import { analyserSaisie, deciderEntree, deplacer, estCodeBarres, lireBalayage } from './saisie.ts';

const LAIT = { id: '3', codeBarres: '0400000000039' };
const PAIN = { id: '4', codeBarres: null };

describe('analyserSaisie', () => {
  test.each([
    ['lait', 1, 'lait'],
    ['  lait 2 % ', 1, 'lait 2 %'],
    ['3*lait', 3, 'lait'],
    ['12 × 0400000000039', 12, '0400000000039'],
    ['3*', 3, ''],
    ['0*lait', 1, 'lait'],
    ['12345*lait', 1, '12345*lait'],
  ])('reads %j', (texte, quantite, terme) => {
    expect(analyserSaisie(texte)).toEqual({ quantite, terme });
  });
});

describe('estCodeBarres', () => {
  test('accepts the lengths that scanners type, and nothing shorter, longer or lettered', () => {
    expect(['12345678', '0400000000039', '12345678901234'].every(estCodeBarres)).toBe(true);
    expect(['1234567', '123456789012345', '12345678a', ''].some(estCodeBarres)).toBe(false);
  });
});

describe('lireBalayage', () => {
  test.each([
    ['', '0620000000035', 1, '0620000000035', ''],
    ['3*', '0620000000035', 3, '0620000000035', ''],
    ['06200', '00000035', 1, '0620000000035', ''],
    ['2*06', '20000000035', 2, '0620000000035', ''],
    ['lai', '0620000000035', 1, '0620000000035', 'lai'],
    ['40', '0620000000035', 1, '0620000000035', '40'],
    ['', '4011', 1, '4011', ''],
    ['0', '4011', 1, '04011', ''],
  ])('after %j reads %j as %i of %j and leaves %j', (avant, code, quantite, terme, reste) => {
    expect(lireBalayage(avant, code)).toEqual({ quantite, terme, reste });
  });
});

describe('deciderEntree', () => {
  test('adds the highlighted product', () => {
    expect(deciderEntree('la', [PAIN, LAIT], 1)).toEqual({ sorte: 'ajouter', id: '3' });
  });

  test('prefers an exact barcode to the highlighted product', () => {
    expect(deciderEntree('0400000000039', [PAIN, LAIT], 0)).toEqual({ sorte: 'ajouter', id: '3' });
  });

  test('takes the forms of one code for the same', () => {
    expect(deciderEntree('400000000039', [PAIN, LAIT], 0)).toEqual({ sorte: 'ajouter', id: '3' });
  });

  test('never adds a neighbour of a barcode that nothing carries', () => {
    expect(deciderEntree('0400000000099', [LAIT], 0)).toEqual({ sorte: 'chercher', exact: true });
  });

  test('looks the term up when its results are not there yet', () => {
    expect(deciderEntree('0400000000039', null, 0)).toEqual({ sorte: 'chercher', exact: true });
    expect(deciderEntree('lait', null, 0)).toEqual({ sorte: 'chercher', exact: false });
  });

  test('does nothing on an empty field without a choice', () => {
    expect(deciderEntree('', [LAIT], -1)).toEqual({ sorte: 'rien' });
    expect(deciderEntree('', null, -1)).toEqual({ sorte: 'rien' });
  });

  test('says that a term without results is unknown', () => {
    expect(deciderEntree('zzz', [], -1)).toEqual({ sorte: 'inconnu' });
  });
});

describe('deplacer', () => {
  test('stops at both ends and stays out of an empty list', () => {
    expect(deplacer(-1, 1, 3)).toBe(0);
    expect(deplacer(2, 1, 3)).toBe(2);
    expect(deplacer(0, -1, 3)).toBe(0);
    expect(deplacer(0, 1, 0)).toBe(-1);
  });
});
