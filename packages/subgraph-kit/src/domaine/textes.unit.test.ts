import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { lireRecherche, lireTexte } from './textes.ts';

const NOM = { champ: 'nom', designation: 'Le nom', minimum: 1, maximum: 120 } as const;
const NOTE = { ...NOM, designation: 'La note', minimum: 0, lignes: true } as const;

describe('a text to store', () => {
  test.each([
    ['Crème glacée', 'accents'],
    ['Thé « Earl Grey », 2\u00a0% — 10\u202f$', 'spaces that do not break, as French needs them'],
    ['日本茶 ☕ ❤️', 'other scripts and emoji'],
    ['שלום', 'a script that is read from right to left'],
  ])('keeps %s (%s)', (texte) => {
    expect(lireTexte(texte, NOM)).toEqual({ texte, champs: [] });
  });

  test('is trimmed and composed, so that one name has one spelling', () => {
    expect(lireTexte('  Cre\u0300me ', NOM).texte).toBe('Crème');
  });

  test.each([
    ['zero width space', 'Eau\u200b', 'U+200B'],
    ['word joiner', 'E\u2060au', 'U+2060'],
    ['zero width joiner', 'E\u200dau', 'U+200D'],
    ['soft hyphen', 'E\u00adau', 'U+00AD'],
    ['right-to-left override', 'Eau\u202e% 05', 'U+202E'],
    ['isolate', 'Eau\u2066!', 'U+2066'],
    ['escape', 'Eau\u001b[31m', 'U+001B'],
    ['NUL', 'Eau\u0000!', 'U+0000'],
    ['C1 control', 'Eau\u0085!', 'U+0085'],
    ['line feed', 'Eau\n500 ml', 'U+000A'],
    ['tab', 'Eau\t500 ml', 'U+0009'],
    ['line separator', 'Eau\u2028500 ml', 'U+2028'],
    ['lone surrogate', 'Eau\ud800!', 'U+D800'],
    ['what is no character', 'Eau\ufffe!', 'U+FFFE'],
    ['Hangul filler', 'Eau\u3164!', 'U+3164'],
    ['tag', 'Eau\u{e0041}!', 'U+E0041'],
    ['variation selector of no emoji', 'Eau\u{e0101}!', 'U+E0101'],
  ])('refuses a %s and names it', (_quoi, saisie, code) => {
    const { champs } = lireTexte(saisie, NOM);
    expect(champs).toEqual([{ champ: 'nom', message: expect.stringContaining(code) as unknown }]);
    expect(champs[0]?.message).toMatch(/^Le nom contient .+\.$/);
  });

  test.each(['', '   ', '\u00a0\u2003', '\u2800', '\ufe0f', '\ufeff'])(
    'that shows nothing is empty: %j',
    (saisie) => {
      expect(lireTexte(saisie, NOM).champs).toEqual([
        { champ: 'nom', message: 'Le nom doit compter de 1 à 120 caractères.' },
      ]);
      expect(lireTexte(saisie, NOTE)).toEqual({ texte: '', champs: [] });
    },
  );

  test('counts characters as its reader does', () => {
    expect(lireTexte('😀'.repeat(120), NOM).champs).toEqual([]);
    expect(lireTexte('😀'.repeat(121), NOM).champs).toHaveLength(1);
    expect(lireTexte('x'.repeat(121), NOTE).champs[0]?.message).toBe(
      'La note dépasse 120 caractères.',
    );
  });

  test('has several lines where that is allowed, whatever ends them', () => {
    expect(lireTexte('un\r\ndeux\rtrois\n', NOTE)).toEqual({
      texte: 'un\ndeux\ntrois',
      champs: [],
    });
    expect(lireTexte('un\n\u2028deux', NOTE).champs).toHaveLength(1);
  });

  const textes = fc.string({ unit: 'binary', maxLength: 130 });

  test('that is accepted shows something, holds no control, and is read the same again', () => {
    fc.assert(
      fc.property(textes, (saisie) => {
        const { texte, champs } = lireTexte(saisie, NOM);
        if (champs.length > 0)
          return champs.every(({ message }) => !/\p{Cc}|\p{Cf}|\p{Cs}/u.test(message));
        return (
          !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(texte) &&
          texte.trim() === texte &&
          texte !== '' &&
          lireTexte(texte, NOM).texte === texte
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('of letters is refused as soon as one unseen character is put into it, wherever', () => {
    const invisibles = fc.constantFrom(
      ...Array.from(
        '\u0000\u0007\u007f\u0085\u00ad\u061c\u200b\u200f\u2028\u202e\u2060\u2069\ufeff\ufff9',
      ),
    );
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        invisibles,
        fc.string({ maxLength: 20 }),
        (a, x, b) => lireTexte(`a${a}${x}${b}b`, NOM).champs.length === 1,
      ),
    );
  });
});

describe('a text to search for', () => {
  test.each([
    ['％', '%'],
    ['＿x＼', '_x\\'],
    ['０６２', '062'],
    ['cafe\u0301\u200b noir', 'café noir'],
    ['\u0000\u200b', ''],
    ['a\ud800b', 'a b'],
  ])('of %j is %j', (saisie, attendu) => {
    expect(lireRecherche(saisie)).toBe(attendu);
  });

  test('can always be written to the database', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (saisie) => {
        const texte = lireRecherche(saisie);
        return !/\p{Cs}/u.test(texte) && !/\p{Cc}/u.test(texte);
      }),
    );
  });
});
