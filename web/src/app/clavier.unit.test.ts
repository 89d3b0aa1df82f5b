import { describe, expect, test } from '@jest/globals';
import { commandeDe, ligneVoisine } from './clavier.ts';

const touche = (key: string, plus = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...plus,
});
const LIBRE = { saisieVide: true, dansUnAutreChamp: false };

describe('commandeDe', () => {
  test('pays with the function keys even while something is typed', () => {
    const occupe = { saisieVide: false, dansUnAutreChamp: true };
    expect(commandeDe(touche('F9'), occupe)).toBe('comptant');
    expect(commandeDe(touche('F10'), occupe)).toBe('carte');
    expect(commandeDe(touche('F8'), occupe)).toBe('partager');
  });

  test('changes the quantity only while the search field is empty', () => {
    expect(commandeDe(touche('+'), LIBRE)).toBe('plus');
    expect(commandeDe(touche('-'), LIBRE)).toBe('moins');
    expect(commandeDe(touche('Delete'), LIBRE)).toBe('retirer');
    expect(commandeDe(touche('-'), { ...LIBRE, saisieVide: false })).toBeNull();
    expect(commandeDe(touche('Delete'), { ...LIBRE, dansUnAutreChamp: true })).toBeNull();
  });

  test('does not go on from erasing text to erasing a line while the key is held', () => {
    expect(commandeDe(touche('Delete', { repeat: true }), LIBRE)).toBeNull();
    expect(commandeDe(touche('+', { repeat: true }), LIBRE)).toBe('plus');
  });

  test('hands the till over whatever is typed', () => {
    const occupe = { saisieVide: false, dansUnAutreChamp: true };
    expect(commandeDe(touche('F3'), occupe)).toBe('employe');
  });

  test('leaves the shortcuts of the browser alone', () => {
    expect(commandeDe(touche('+', { ctrlKey: true }), LIBRE)).toBeNull();
    expect(commandeDe(touche('F4', { altKey: true }), LIBRE)).toBeNull();
  });

  test('ignores letters and names that every object has', () => {
    expect(commandeDe(touche('a'), LIBRE)).toBeNull();
    expect(commandeDe(touche('F5'), LIBRE)).toBeNull();
  });
});

describe('ligneVoisine', () => {
  test('moves by one and stops at both ends', () => {
    expect(ligneVoisine(['1', '2', '3'], '2', -1)).toBe('1');
    expect(ligneVoisine(['1', '2', '3'], '3', 1)).toBe('3');
    expect(ligneVoisine(['1', '2', '3'], '1', -1)).toBe('1');
  });

  test('starts from the last line, and has none in an empty cart', () => {
    expect(ligneVoisine(['1', '2'], null, 1)).toBe('2');
    expect(ligneVoisine([], '1', 1)).toBeNull();
  });
});
