import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { waitFor, withRedis } from '@caisse/subgraph-kit/test';

import { ouvrirFautes } from '../harnais/fautes.ts';
import { consigner } from '../harnais/mesure.ts';
import { lireSerie } from '../harnais/series.ts';
import { COMPLET, OUVERTURE_MS, taille } from '../harnais/tailles.ts';
import { lireNiveaux, MAGASIN } from './client.ts';
import { lecturesDuCache, partDesSucces } from './compter.ts';
import { VIE_COURTE } from './defauts-du-cache.ts';
import { approvisionner, faireHistoire } from './histoire.ts';
import {
  attendreLeCache,
  type Instance,
  type MiniSysteme,
  ouvrirMiniSysteme,
} from './mini-systeme.ts';

const LECTEURS = 200;

withRedis(() => {
  let mini: MiniSysteme;
  let instances: Instance[];

  beforeAll(async () => {
    mini = await ouvrirMiniSysteme('retours');
    // What was written while Redis was away is not read from it for the longest life: a quarter in the short form.
    const alterations = COMPLET ? [] : VIE_COURTE;
    instances = await Promise.all(
      [1, 2].map((i) => mini.installer({ nom: `stock-${i}`, alterations })),
    );
    for (const instance of instances) await attendreLeCache(instance);
  }, OUVERTURE_MS);
  afterAll(() => mini.fermer());

  const instructions = () =>
    Promise.all(
      instances.map(
        async (i) =>
          (await lireSerie(i, 'sql_statements_total', { methode: 'stock.parCles' })) ?? 0,
      ),
    );

  test('C5: when a key that 200 want has come to its end, each process reads it from the database twice at most', async () => {
    const debut = performance.now();
    const essais = taille('C5', { court: 5, complet: 200 });
    if (essais === 0) return;
    const pires: number[] = [];
    let tardifs = 0;
    for (let essai = 0; essai < essais; essai += 1) {
      const [produit = 0] = await approvisionner(mini, 1);
      const cle = `stk:${MAGASIN}:${produit}`;
      // Read until it is cached: a reading that Redis answered too late fills nothing.
      await waitFor(async () => {
        for (const { url } of instances) await lireNiveaux(url, [produit]);
        return (await mini.redis.client.get(cle))?.startsWith('V|');
      });
      const avant = await instructions();
      const rates = (await lecturesDuCache(instances))['erreur'] ?? 0;
      await mini.redis.client.pexpire(cle, 1);
      await waitFor(async () => (await mini.redis.client.exists(cle)) === 0, { intervalMs: 1 });
      const lus = await Promise.all(
        Array.from({ length: LECTEURS }, (_, i) =>
          lireNiveaux(instances[i % instances.length]?.url ?? '', [produit]),
        ),
      );
      expect(lus.every(([niveau]) => niveau?.reserve === 0)).toBe(true);
      const apres = await instructions();
      // A reader that Redis did not answer in time goes to the database whatever the others do.
      if (((await lecturesDuCache(instances))['erreur'] ?? 0) > rates) tardifs += 1;
      else pires.push(Math.max(...apres.map((n, i) => n - (avant[i] ?? 0))));
    }
    const trop = pires.filter((n) => n > 2).length;
    consigner(
      {
        id: 'C5',
        titre: 'A key that 200 readers want at once comes to its end',
        essais: pires.length,
        echecs: trop,
        chiffres: {
          'most statements of a process': Math.max(0, ...pires),
          ...Object.fromEntries(
            [1, 2, 3, 4].map((n) => [`with ${n}`, pires.filter((p) => p === n).length]),
          ),
          'left out, Redis was slow': tardifs,
        },
      },
      debut,
    );
    expect(trop).toBe(0);
  }, 3_600_000);

  test('C6: after Redis has come back, the cache answers again as often as before', async () => {
    const debut = performance.now();
    const essais = taille('C6', { court: 1, complet: 10 });
    if (essais === 0) return;
    const fautes = ouvrirFautes();
    const absenceMs = taille('C6_ABSENCE_MS', { court: 1_000, complet: 5_000 });
    let enCours = true;
    const lectures = faireHistoire({
      ...{ figure: 'C6', ecrivains: 1, lecteurs: 8, lues: instances, ecrites: instances },
      produits: await approvisionner(mini, 50),
      continuer: () => enCours,
    });
    const mesurer = async (pendantMs: number) => {
      const avant = await lecturesDuCache(instances);
      await attendre(pendantMs);
      return partDesSucces(avant, await lecturesDuCache(instances));
    };
    const retoursMs: number[] = [];
    const parts: number[] = [];
    try {
      for (let essai = 0; essai < essais; essai += 1) {
        const normale = await mesurer(1_500);
        parts.push(normale);
        fautes.noter('Redis', `kill -9, back after ${absenceMs} ms`);
        await mini.redis.kill();
        await attendre(absenceMs);
        expect(await mesurer(200)).toBe(0);
        await mini.redis.restart();
        const revenu = performance.now();
        await waitFor(async () => (await mesurer(500)) >= 0.9 * normale, { timeoutMs: 15_000 });
        retoursMs.push(performance.now() - revenu);
      }
    } finally {
      enCours = false;
    }
    const { echecs } = await lectures;
    consigner(
      {
        id: 'C6',
        titre: 'Redis comes back, empty: hit rate 90 % of before',
        essais,
        echecs: essais - retoursMs.length,
        chiffres: {
          'hit rate before, % at least': Math.floor(100 * Math.min(...parts)),
          'back after, max ms': Math.round(Math.max(...retoursMs)),
          'tries that failed': echecs,
        },
      },
      debut,
      fautes,
    );
    expect(Math.min(...parts)).toBeGreaterThan(0);
  }, 3_600_000);
});
