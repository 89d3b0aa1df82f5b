import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CADENCE_MS, creerLecteur, type Frappe } from './lecteur.ts';

const frappe = (key: string, timeStamp: number, plus: Partial<Frappe> = {}): Frappe => ({
  key,
  timeStamp,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  altGraph: false,
  ...plus,
});

/** What is read of keys, each with the pause before it. */
function lire(touches: [key: string, pause: number, plus?: Partial<Frappe>][]): string[] {
  const lecteur = creerLecteur();
  let instant = 0;
  return touches.flatMap(([key, pause, plus]) => {
    instant += pause;
    const constat = lecteur(frappe(key, instant, plus));
    return constat.sorte === 'code' ? [constat.code] : [];
  });
}
const balayer = (code: string, fin: string, pas = 2): [string, number][] => [
  ...Array.from(code, (c): [string, number] => [c, pas]),
  [fin, pas],
];

describe('creerLecteur', () => {
  test.each(['Enter', 'Tab'])('reads a burst that %s ends', (fin) => {
    expect(lire(balayer('0620000000035', fin))).toEqual(['0620000000035']);
  });

  // A far desktop, or a machine that was busy, hands over at once what fingers typed one by one.
  test.each(['pain', '3*eau', '2*4011'])('leaves %j to the field: no code is like it', (saisie) => {
    expect(lire(balayer(saisie, 'Enter'))).toEqual([]);
  });

  test('reads scans that follow each other without a pause', () => {
    expect(lire([...balayer('62000035', 'Enter'), ...balayer('4011', 'Tab')])).toEqual([
      '62000035',
      '4011',
    ]);
  });

  test('reads a code in which the scanner, or the machine, paused', () => {
    const code = balayer('0620000000035', 'Enter');
    const hache = code.map(([c, pas], rang): [string, number] => [c, rang % 4 === 2 ? 90 : pas]);
    expect(lire(hache)).toEqual(['0620000000035']);
  });

  test('leaves what was typed before out of the code', () => {
    expect(lire([['3', 300], ['*', 200], ['6', 400], ...balayer('2000035', 'Enter')])).toEqual([
      '62000035',
    ]);
  });

  test('leaves out what was typed a moment before, although the scan follows at once', () => {
    const tape: [string, number][] = [
      ['2', 300],
      ['0', 80],
    ];
    const [premier = ['', 0], ...suite] = balayer('0620000000042', 'Enter');
    expect(lire([...tape, [premier[0], 80], ...suite])).toEqual(['0620000000042']);
  });

  test('reads the keys of a scanner that holds Shift or AltGr', () => {
    expect(
      lire([
        ['AltGraph', 2],
        [']', 2, { ctrlKey: true, altKey: true, altGraph: true }],
        ['Shift', 2],
        ...balayer('E00620000000035', 'Enter'),
      ]),
    ).toEqual([']E00620000000035']);
  });

  test('never takes a person, whatever they type, for a scanner', () => {
    const pause = fc.integer({ min: CADENCE_MS, max: 400 });
    const touche = fc.constantFrom('0', '1', '4', '9', 'a', 'Enter', 'Tab', 'Backspace', 'Shift');
    fc.assert(
      fc.property(fc.array(fc.tuple(touche, pause), { maxLength: 40 }), (touches) => {
        expect(lire(touches)).toEqual([]);
      }),
    );
  });

  test('takes no key that is held, no shortcut and no short roll of fingers for a code', () => {
    const tenue = { repeat: true };
    const repetee: [string, number, Partial<Frappe>] = ['1', 33, { repeat: true }];
    expect(lire([['1', 40], repetee, repetee, repetee, repetee, ['Enter', 20]])).toEqual([]);
    expect(lire([...balayer('400000', 'Enter').slice(0, -1), ['Enter', 2, tenue]])).toEqual([]);
    expect(lire(balayer('123', 'Enter', 20))).toEqual([]);
    expect(
      lire([...balayer('4011', 'Enter').slice(0, -1), ['Enter', 2, { ctrlKey: true }]]),
    ).toEqual([]);
  });
});
