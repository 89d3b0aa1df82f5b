import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { ouvrirCaisses } from './harnais/caisses.ts';
import { comparerFautes } from './harnais/comparer-fautes.ts';
import { type FautesInjectees, ouvrirFautes } from './harnais/fautes.ts';
import { tuerAuHasard } from './harnais/morts-au-hasard.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { OUVERTURE_MS } from './harnais/tailles.ts';

let systemes: Systeme[] = [];

beforeAll(async () => {
  systemes = [await ouvrirSysteme('memes-1'), await ouvrirSysteme('memes-2')];
}, OUVERTURE_MS);

afterAll(() => Promise.all(systemes.map((s) => s.fermer())));

/** A small F2, and what was broken in it. */
async function jouer(systeme: Systeme, nombre: number): Promise<FautesInjectees> {
  const fautes = ouvrirFautes({ ouvertes: true });
  const caisses = await ouvrirCaisses(systeme);
  await tuerAuHasard(
    systeme,
    caisses,
    { nombre, morts: 3, moyenneMs: 800, accidentsSur: 5 },
    fautes,
  );
  return fautes.toutes();
}

test('two systems are broken the same way by the same seed, however fast each of them is', async () => {
  // Both at once and of different sizes: neither their speed nor their interleaving is the same.
  const [une, autre] = await Promise.all(systemes.map((s, rang) => jouer(s, 40 * (rang + 1))));
  if (!une || !autre) throw new Error('Two systems are needed');
  const { communes, differences } = comparerFautes(une, autre, false);
  expect(differences).toEqual([]);
  // The three deaths, and what the provider did to some cards.
  expect(communes).toBeGreaterThan(3);
  expect(Math.min(...[une, autre].map((f) => f.suites['kill -9']?.length ?? 0))).toBeGreaterThan(2);
}, 900_000);
