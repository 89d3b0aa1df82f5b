import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { faireVendre, reussies } from './harnais/affluence.ts';
import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme } from './harnais/controle.ts';
import { encaisser } from './harnais/encaisser.ts';
import { ouvrirFautes } from './harnais/fautes.ts';
import { ecarts, raconter } from './harnais/invariants.ts';
import { consigner, quantiles } from './harnais/mesure.ts';
import { tuerAuHasard } from './harnais/morts-au-hasard.ts';
import { planArrets } from './harnais/plans.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, OUVERTURE_MS, taille } from './harnais/tailles.ts';
import { preparerVentes } from './harnais/ventes.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('chaos');
  caisses = await ouvrirCaisses(systeme);
}, OUVERTURE_MS);

afterAll(() => systeme.fermer());

test('F2: processes killed at random under load lose nothing and double nothing', async () => {
  const debut = performance.now();
  const nombre = taille('F2', { court: 150, complet: 10_000 });
  if (nombre === 0) return;
  const fautes = ouvrirFautes({ ouvertes: true });
  const { bilan, morts, calmeMs } = await tuerAuHasard(
    systeme,
    caisses,
    {
      nombre,
      morts: taille('F2_MORTS', { court: 5, complet: 20 }),
      moyenneMs: taille('F2_INTERVALLE_MS', { court: 1_500, complet: 3_000 }),
    },
    fautes,
  );
  const trouves = await ecarts(systeme);
  consigner(
    {
      id: 'F2',
      titre: 'Checkouts and returns with kill -9 of a random process',
      essais: bilan.conclusions.length,
      echecs: trouves.length,
      chiffres: {
        sales: reussies(bilan),
        returns: bilan.retours,
        kills: morts,
        'all terminal after ms': Math.round(calmeMs),
        ...quantiles(bilan.conclusions.map((c) => c.dureeMs)),
      },
    },
    debut,
    fautes,
  );
  expect(raconter(systeme, trouves)).toBe('');
  expect(morts).toBeGreaterThan(0);
}, 7_200_000);

test('F4: PostgreSQL stopped at once under load loses no acknowledged sale and ends no service', async () => {
  const debut = performance.now();
  const fautes = ouvrirFautes();
  const arrets = taille('F4', { court: 2, complet: 20 });
  if (arrets === 0) return;
  const morts = () => Object.values(systeme.processus).reduce((n, p) => n + p.mortsSubies(), 0);
  const mortsAvant = morts();
  const retoursMs: number[] = [];
  let enVente = true;
  const ventes = faireVendre(systeme, caisses, { figure: 'F4', clients: 8 }, () => enVente);
  const plan = planArrets(hasardDe('F4'), arrets);
  for (const [rang, { apresMs, absenceMs }] of plan.entries()) {
    await attendre(apresMs);
    const faute = `PostgreSQL stopped at once after ${apresMs} ms, for ${absenceMs} ms`;
    fautes.noter('arrêts', faute, systeme.journal);
    await systeme.base.arreterNet();
    await attendre(absenceMs);
    await systeme.base.redemarrer();
    const revenu = performance.now();
    const [saisie] = await preparerVentes(systeme, caisses, hasardDe(`F4/retour-${rang}`), 1);
    if (saisie) await encaisser(systeme, saisie);
    retoursMs.push(performance.now() - revenu);
  }
  enVente = false;
  const bilan = await ventes;
  await attendreLeCalme(systeme, 30_000);
  const trouves = await ecarts(systeme);
  const tardifs = retoursMs.filter((ms) => ms > 5_000).length;
  consigner(
    {
      id: 'F4',
      titre: 'PostgreSQL stopped at once and started again',
      essais: arrets,
      echecs: trouves.length + tardifs,
      chiffres: {
        'acknowledged sales': reussies(bilan) + arrets,
        'service exits': morts() - mortsAvant,
        'back after, p50 ms': quantiles(retoursMs).p50,
        'back after, max ms': quantiles(retoursMs).max,
      },
    },
    debut,
    fautes,
  );
  expect(raconter(systeme, trouves)).toBe('');
  expect(morts() - mortsAvant).toBe(0);
  expect(tardifs).toBe(0);
}, 3_600_000);
