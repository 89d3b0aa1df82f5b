import { describe, expect, test } from '@jest/globals';

import { placesDuMotDePasse, placesDuNip, sourceDe } from './places.ts';

const noms = (places: readonly { nom: string }[]) => places.map(({ nom }) => nom);

describe('from where somebody tries', () => {
  test.each([
    [{ adresse: 'a', appareilConnu: 'd', soiMeme: '7' }, 'personne:7'],
    [{ adresse: 'a', appareilConnu: 'd', soiMeme: undefined }, 'appareil:d'],
    [{ adresse: 'a', appareilConnu: undefined, soiMeme: undefined }, 'adresse:a'],
    [{ adresse: undefined, appareilConnu: undefined, soiMeme: undefined }, 'adresse:inconnue'],
  ])('%j is %s', (venue, source) => {
    expect(sourceDe(venue)).toBe(source);
  });
});

describe('a wrong password counts', () => {
  test('where the account is at home, there alone', () => {
    expect(noms(placesDuMotDePasse('zoe', 'appareil:d', true))).toEqual(['compte zoe appareil:d']);
    expect(noms(placesDuMotDePasse('zoe', 'adresse:a', true))).toEqual(['compte zoe adresse:a']);
    expect(noms(placesDuMotDePasse('zoe', 'personne:7', false))).toEqual(['compte zoe personne:7']);
  });

  test('elsewhere, also with all the other places that the account does not know', () => {
    const places = placesDuMotDePasse('zoe', 'adresse:b', false);
    expect(noms(places)).toEqual(['compte zoe adresse:b', 'ailleurs zoe']);
    expect(places.map(({ libres }) => libres)).toEqual([4, 99]);
  });
});

test('a wrong PIN counts on the account, by the person and in the store, in this order', () => {
  const places = placesDuNip('zoe', '7', 2);
  expect(noms(places)).toEqual([
    'compte zoe personne:7',
    'nips de la personne 7',
    'nips du magasin 2',
  ]);
  expect(places.map(({ libres }) => libres)).toEqual([4, 9, 59]);
});
