import { describe, expect, test } from '@jest/globals';

import { creerHasard, type Hasard } from './hasard.ts';
import {
  planAlterations,
  planArrets,
  planGels,
  planMorts,
  planPaires,
  planPertes,
} from './plans.ts';
import type { Lien, NomProcessus } from './systeme.ts';

const NOMS: readonly NomProcessus[] = ['vente', 'stock', 'panier', 'router'];
const LIENS: readonly Lien[] = ['vente-stock', 'vente-panier', 'vente-terminal'];
const POINTS = ['vente.a', 'vente.b', 'stock.c'].map((nom) => ({
  nom,
  processus: nom.split('.')[0] as NomProcessus,
}));

const premieresMorts = (hasard: Hasard, nombre: number) => {
  const morts = planMorts(hasard, NOMS, 3_000);
  return Array.from({ length: nombre }, () => morts.next().value);
};

const PLANS: Record<string, (hasard: Hasard, nombre: number) => unknown[]> = {
  deaths: premieresMorts,
  'stops of PostgreSQL': planArrets,
  freezes: (hasard, nombre) => planGels(hasard, nombre, 4_000),
  'pairs of crash points': (hasard, nombre) => planPaires(hasard, POINTS, POINTS, nombre),
  'lost answers': (hasard, nombre) =>
    planPertes(
      hasard,
      Array.from({ length: nombre }, (_, i) => i % 2 === 0),
      LIENS,
    ),
  alterations: planAlterations,
};

const plan = (nom: string, graine: string, nombre: number) =>
  PLANS[nom]?.(creerHasard(graine, nom), nombre);

describe('what a figure is going to break', () => {
  test.each(Object.keys(PLANS))('%s: the same seed breaks the same things', (nom) => {
    expect(plan(nom, '7', 40)).toEqual(plan(nom, '7', 40));
  });

  test.each(Object.keys(PLANS))('%s: another seed breaks others', (nom) => {
    expect(plan(nom, '7', 40)).not.toEqual(plan(nom, '8', 40));
  });

  test.each(Object.keys(PLANS))('%s: a short run is the beginning of a long one', (nom) => {
    expect(plan(nom, '7', 40)?.slice(0, 5)).toEqual(plan(nom, '7', 5));
  });
});

test('vente is frozen for longer than its lease, and stock is frozen too', () => {
  const gels = planGels(creerHasard('1', 'gels'), 50, 4_000);
  const vente = gels.filter(({ qui }) => qui === 'vente');
  expect(Math.min(...vente.map(({ dureeMs }) => dureeMs))).toBeGreaterThan(4_000);
  expect(gels.length - vente.length).toBe(17);
});

test('a sale in cash never loses an answer of the terminal', () => {
  const liens = planPertes(creerHasard('1', 'pertes'), Array<boolean>(50).fill(false), LIENS);
  expect(liens).not.toContain('vente-terminal');
});
