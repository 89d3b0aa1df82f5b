import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { baremeParDefaut } from '@caisse/fiscalite';

import { chargerBareme } from './bareme.ts';

let dossier: string;

beforeAll(() => {
  dossier = mkdtempSync(join(tmpdir(), 'bareme-'));
});

afterAll(() => {
  rmSync(dossier, { recursive: true });
});

function fichier(contenu: string): string {
  const chemin = join(dossier, 'bareme.json');
  writeFileSync(chemin, contenu);
  return chemin;
}

test('the rates are those in force in Québec unless a file is named', () => {
  expect(chargerBareme(undefined)).toBe(baremeParDefaut);
});

test('a named file replaces them', () => {
  const bareme = [{ taxe: 'TPS', tauxCentMilliemes: 7_000, effetDu: '1991-01-01' }];
  expect(chargerBareme(fichier(JSON.stringify(bareme)))).toEqual(bareme);
});

test.each(['{}', '[{ "taxe": "TPS" }]', 'pas du JSON'])(
  'a file that holds %s stops the start',
  (contenu) => {
    expect(() => chargerBareme(fichier(contenu))).toThrow();
  },
);

test('a file that does not exist stops the start', () => {
  expect(() => chargerBareme(join(dossier, 'absent.json'))).toThrow('ENOENT');
});
