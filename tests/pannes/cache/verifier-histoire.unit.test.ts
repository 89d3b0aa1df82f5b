import { describe, expect, test } from '@jest/globals';

import {
  accorder,
  type Ecriture,
  type Lecture,
  OUVERTURE,
  verifierHistoire,
} from './verifier-histoire.ts';

const ecriture = (version: number, debut: number, fin: number, cle = 'a'): Ecriture => ({
  ...{ cle, debut, fin, version: OUVERTURE + version },
  par: 'stock-1',
});
const lecture = (version: number, debut: number, fin: number, cle = 'a'): Lecture => ({
  ...{ cle, debut, fin },
  versions: [OUVERTURE + version],
  par: 'stock-2',
});
const genres = (ecritures: Ecriture[], lectures: Lecture[]) =>
  verifierHistoire(ecritures, lectures).map(({ genre }) => genre);

describe('a history of one key', () => {
  test('without a write shows the opening, and nothing else', () => {
    expect(genres([], [lecture(0, 1, 2)])).toEqual([]);
    expect(genres([], [lecture(1, 1, 2)])).toEqual(['prematuree']);
  });

  test('a reading after the acknowledgement must see the write', () => {
    const ecritures = [ecriture(1, 10, 20)];
    expect(genres(ecritures, [lecture(1, 21, 22)])).toEqual([]);
    expect(verifierHistoire(ecritures, [lecture(0, 26, 27)])).toEqual([
      {
        genre: 'perimee',
        lecture: lecture(0, 26, 27),
        ecriture: ecritures[0],
        ageMs: 6,
      },
    ]);
  });

  test('a reading while the write is on its way may see it or not, even when it began long before', () => {
    const ecritures = [ecriture(1, 10, 20)];
    for (const vue of [0, 1]) {
      expect(genres(ecritures, [lecture(vue, 15, 16)])).toEqual([]);
      expect(genres(ecritures, [lecture(vue, 1, 100)])).toEqual([]);
    }
  });

  test('a reading that ended before the write began may not see it', () => {
    expect(genres([ecriture(1, 10, 20)], [lecture(1, 8, 9)])).toEqual(['prematuree']);
  });

  test('what happens at the same moment counts for the reading', () => {
    expect(genres([ecriture(1, 10, 20)], [lecture(0, 20, 25)])).toEqual([]);
    expect(genres([ecriture(1, 10, 20)], [lecture(1, 5, 10)])).toEqual([]);
  });

  test('a write that was never acknowledged may be seen from its beginning on, and may be missed for ever', () => {
    const ecritures = [ecriture(1, 10, Infinity)];
    expect(genres(ecritures, [lecture(1, 11, 12), lecture(0, 1_000, 1_001)])).toEqual([]);
    expect(genres(ecritures, [lecture(1, 8, 9)])).toEqual(['prematuree']);
  });

  test('a write acknowledged late does not lower what an earlier acknowledgement of a newer one demands', () => {
    const ecritures = [ecriture(1, 10, 90), ecriture(2, 11, 20)];
    expect(genres(ecritures, [lecture(2, 30, 31)])).toEqual([]);
    expect(genres(ecritures, [lecture(1, 30, 31)])).toEqual(['perimee']);
  });

  test('the age counts from the first acknowledgement that the reading should have seen', () => {
    const ecritures = [ecriture(1, 1, 2), ecriture(3, 10, 30), ecriture(2, 11, 20)];
    const [violation] = verifierHistoire(ecritures, [lecture(1, 40, 41)]);
    expect(violation?.ecriture?.version).toBe(OUVERTURE + 2);
    expect(violation?.ageMs).toBe(20);
  });

  test('writes of one lot share a version', () => {
    const ecritures = [ecriture(1, 10, 20), ecriture(1, 12, 40)];
    expect(genres(ecritures, [lecture(0, 30, 31)])).toEqual(['perimee']);
    expect(genres(ecritures, [lecture(1, 30, 31)])).toEqual([]);
  });
});

test('keys do not answer for one another', () => {
  const ecritures = [ecriture(1, 10, 20, 'a'), ecriture(1, 10, 50, 'b')];
  expect(genres(ecritures, [lecture(1, 30, 31, 'a'), lecture(0, 30, 31, 'b')])).toEqual([]);
  expect(genres(ecritures, [lecture(0, 30, 31, 'a'), lecture(1, 5, 6, 'b')])).toEqual([
    'perimee',
    'prematuree',
  ]);
});

describe('what was read', () => {
  const lu = (versions: number[]): Lecture => ({
    ...lecture(0, 30, 31),
    versions: versions.map((v) => OUVERTURE + v),
  });
  const ecritures = [ecriture(1, 10, 20), ecriture(2, 25, 40), ecriture(3, 50, 60)];

  test('may look like several versions: one that is allowed is enough', () => {
    expect(genres(ecritures, [lu([0, 2])])).toEqual([]);
    expect(genres(ecritures, [lu([0, 3])])).toEqual(['perimee']);
  });

  test('and counts as the newest of those that are too old', () => {
    const [violation] = verifierHistoire(ecritures, [lu([0, 3])]);
    expect(violation?.ecriture?.version).toBe(OUVERTURE + 1);
    expect(verifierHistoire(ecritures, [{ ...lu([0, 1, 3]), debut: 45 }])[0]?.ageMs).toBe(5);
  });

  test('and never was like that', () => {
    expect(genres(ecritures, [lu([])])).toEqual(['inconnue']);
  });
});

test('a write that is given time may be missed until then, and no longer; what came after it may not be', () => {
  const ecritures = [ecriture(1, 10, 20), ecriture(2, 30, 40)];
  const accordees = accorder(ecritures, 100, ({ version }) => version === OUVERTURE + 1);
  expect(genres(accordees, [lecture(0, 39, 41)])).toEqual([]);
  expect(genres(accordees, [lecture(0, 41, 42), lecture(1, 41, 42)])).toEqual([
    'perimee',
    'perimee',
  ]);
  expect(genres(accorder(ecritures, 100), [lecture(0, 119, 120)])).toEqual([]);
  expect(genres(accorder(ecritures, 100), [lecture(0, 121, 122)])).toEqual(['perimee']);
});
