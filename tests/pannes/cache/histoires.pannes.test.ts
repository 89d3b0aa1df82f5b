import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { withRedis } from '@caisse/subgraph-kit/test';

import { ouvrirFautes } from '../harnais/fautes.ts';
import { consigner } from '../harnais/mesure.ts';
import { COMPLET, OUVERTURE_MS, taille } from '../harnais/tailles.ts';
import { lecturesDuCache, partDesSucces } from './compter.ts';
import { VIE_COURTE } from './defauts-du-cache.ts';
import { approvisionner, faireHistoire } from './histoire.ts';
import { agePire, DELAI_MS, juger } from './juger.ts';
import {
  attendreLeCache,
  type Instance,
  type MiniSysteme,
  ouvrirMiniSysteme,
} from './mini-systeme.ts';
import { perturber } from './perturber.ts';
import { suivrePublications } from './publications.ts';
import { raconter } from './raconter.ts';

const CLIENTS = { ecrivains: 4, lecteurs: 16 };
const CLES = 10;

withRedis(() => {
  let mini: MiniSysteme;
  let instances: Instance[];

  beforeAll(async () => {
    mini = await ouvrirMiniSysteme('histoires');
    instances = await Promise.all([1, 2, 3].map((i) => mini.installer({ nom: `stock-${i}` })));
    for (const instance of instances) await attendreLeCache(instance);
  }, OUVERTURE_MS);
  afterAll(() => mini.fermer());

  test('C1: a reading shows what was acknowledged before it began, and nothing before its time', async () => {
    const debut = performance.now();
    const nombre = taille('C1', { court: 10_000, complet: 200_000 });
    if (nombre === 0) return;
    const deux = instances.slice(0, 2);
    const publications = suivrePublications(deux);
    const avant = await lecturesDuCache(deux);
    const histoire = await faireHistoire({
      ...{ figure: 'C1', ...CLIENTS, lues: deux, ecrites: deux },
      produits: await approvisionner(mini, CLES),
      // A slow machine does less.
      continuer: (faites) => faites < nombre && (COMPLET || performance.now() - debut < 5_000),
    });
    const succes = partDesSucces(avant, await lecturesDuCache(deux));
    const dureeS = (performance.now() - debut) / 1_000;
    await publications.arreter();
    const { datee, strictes, violations, accordees } = await juger(mini, histoire, publications);
    consigner(
      {
        id: 'C1',
        titre: 'Readings and writes of ten keys through two processes',
        essais: datee.lectures.length,
        echecs: violations.length,
        chiffres: {
          operations: histoire.operations,
          'per second': Math.round(histoire.operations / dureeS),
          writes: histoire.ecritures.length,
          'tries that failed': histoire.echecs,
          'read from the cache, %': Math.round(100 * succes),
          'writes not published in time': accordees,
          'violations counting these': strictes.length,
        },
      },
      debut,
    );
    expect(raconter(violations, datee, mini.espion)).toBe('');
    expect(histoire.ecritures.length).toBeGreaterThan(0);
    expect(succes).toBeGreaterThan(0);
  }, 7_200_000);

  test('C2: the same while processes of stock die, Redis is emptied, and dies', async () => {
    const debut = performance.now();
    const dureeS = taille('C2', { court: 8, complet: 300 });
    if (dureeS === 0) return;
    const fautes = ouvrirFautes({ ouvertes: true });
    const publications = suivrePublications(instances);
    const continuer = () => performance.now() - debut < dureeS * 1_000;
    const cadences = COMPLET
      ? { mortMs: 3_000, vidageMs: 1_000, mortRedisMs: 10_000 }
      : { mortMs: 2_000, vidageMs: 300, mortRedisMs: 3_000 };
    const [histoire, faites] = await Promise.all([
      faireHistoire({
        ...{ figure: 'C2', ...CLIENTS, lues: instances, ecrites: instances, continuer },
        produits: await approvisionner(mini, CLES),
      }),
      perturber(mini, instances, cadences, continuer, fautes),
    ]);
    await publications.arreter();
    const { datee, strictes, violations, accordees } = await juger(mini, histoire, publications);
    consigner(
      {
        id: 'C2',
        titre: 'The same under kill -9 of stock, FLUSHALL, kill -9 and restart of Redis',
        essais: datee.lectures.length,
        echecs: violations.length,
        chiffres: {
          ...{ 'kill -9 of stock': faites.morts, FLUSHALL: faites.vidages },
          ...{ 'kill -9 of Redis': faites.mortsRedis, writes: histoire.ecritures.length },
          'never acknowledged': histoire.ecritures.filter((e) => e.fin === Infinity).length,
          'writes not published in time': accordees,
          'violations counting these': strictes.length,
          'oldest of them, ms': agePire(strictes),
        },
      },
      debut,
      fautes,
    );
    expect(raconter(violations, datee, mini.espion)).toBe('');
    expect(faites.morts * faites.vidages * faites.mortsRedis).toBeGreaterThan(0);
  }, 7_200_000);

  test('C2: what a process that is cut from Redis writes is missed for 10 s at most, and never by itself', async () => {
    const debut = performance.now();
    const tours = taille('C2_COUPE', { court: 1, complet: 4 });
    if (tours === 0) return;
    // The short form lasts less than an entry lives: entries live a quarter as long there.
    const alterations = COMPLET ? [] : VIE_COURTE;
    const delaiMs = COMPLET ? DELAI_MS : DELAI_MS / 4;
    const coupee = await mini.installer({ nom: 'stock-coupe', cable: true, alterations });
    const autre = await mini.installer({ nom: 'stock-relie', alterations });
    for (const instance of [coupee, autre]) await attendreLeCache(instance);
    const fautes = ouvrirFautes();
    let enCours = true;
    const charge = { figure: 'C2/coupe', ...CLIENTS, lues: [coupee, autre], ecrites: [coupee] };
    const lectures = faireHistoire({
      ...charge,
      produits: await approvisionner(mini, CLES),
      continuer: () => enCours,
    });
    for (let tour = 0; tour < tours; tour += 1) {
      for (const regime of [{ retenir: true }, { couper: true }, { trouNoir: true }]) {
        await attendre(0.1 * delaiMs);
        fautes.noter('cable', Object.keys(regime).join());
        coupee.cable?.regler(regime);
        await attendre((tour % 2 === 0 ? 0.7 : 1.4) * delaiMs);
        coupee.cable?.relacher();
      }
    }
    enCours = false;
    const histoire = await lectures;
    const vue = await juger(mini, histoire, { douteuse: () => true, delaiMs });
    const parElleMeme = await juger(mini, histoire, { parmi: ({ par }) => par === coupee.nom });
    consigner(
      {
        id: 'C2-coupe',
        titre: 'Only the writer cut from Redis: held and delivered late, reset, swallowed',
        essais: vue.datee.lectures.length,
        echecs: vue.violations.length + parElleMeme.strictes.length,
        chiffres: {
          ...{ cuts: 3 * tours, writes: histoire.ecritures.length },
          'readings of what was older': vue.strictes.length,
          'oldest of them, ms': agePire(vue.strictes),
          'allowed, ms': delaiMs,
        },
      },
      debut,
      fautes,
    );
    expect(raconter(vue.violations, vue.datee, mini.espion)).toBe('');
    expect(raconter(parElleMeme.strictes, parElleMeme.datee, mini.espion)).toBe('');
    // The cuts did something: others missed what was written meanwhile.
    expect(vue.strictes.length).toBeGreaterThan(0);
  }, 3_600_000);
});
