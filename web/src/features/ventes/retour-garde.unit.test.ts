import { afterEach, describe, expect, test } from '@jest/globals';
import {
  garderRetour,
  laisserRetour,
  oublierRetour,
  retourGarde,
  venteARouvrir,
} from './retour-garde.ts';

const RETOUR = {
  ...{ annulationId: 'a1', venteId: 'v1', saisie: { 7: '2' }, motif: 'Écran fêlé' },
  ...{ par: { id: '7', nom: 'Geneviève Tremblay' }, refus: 'Appelez un autre gérant.' },
};

afterEach(() => {
  oublierRetour('v1');
  oublierRetour('v2');
});

describe('a return that another person has to make', () => {
  test('waits as it was typed, under the id that it was asked under, for its own sale alone', () => {
    garderRetour(RETOUR);
    expect(retourGarde('v1')).toEqual(RETOUR);
    expect(retourGarde('v2')).toBeNull();
    expect(venteARouvrir()).toBe('v1');
  });

  test('opens by itself until somebody closes it, and is not lost by that', () => {
    garderRetour(RETOUR);
    laisserRetour();
    expect(venteARouvrir()).toBeNull();
    expect(retourGarde('v1')).toEqual(RETOUR);
  });

  test('is forgotten with its answer, and not with that of another sale', () => {
    garderRetour(RETOUR);
    oublierRetour('v2');
    expect(retourGarde('v1')).toEqual(RETOUR);
    oublierRetour('v1');
    expect(retourGarde('v1')).toBeNull();
    expect(venteARouvrir()).toBeNull();
  });

  test('gives way to a later one', () => {
    garderRetour(RETOUR);
    garderRetour({ ...RETOUR, venteId: 'v2', annulationId: 'a2' });
    expect(retourGarde('v1')).toBeNull();
    expect(venteARouvrir()).toBe('v2');
  });
});
