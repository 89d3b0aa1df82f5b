import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { withRedis } from '@caisse/subgraph-kit/test';

import { ouvrirFautes } from '../harnais/fautes.ts';
import { consigner } from '../harnais/mesure.ts';
import { OUVERTURE_MS, taille } from '../harnais/tailles.ts';
import { CADRE, DEFAUTS_DU_CACHE } from './defauts-du-cache.ts';
import { approvisionner, type Charge, faireHistoire, reunir } from './histoire.ts';
import { juger } from './juger.ts';
import {
  attendreLeCache,
  type Instance,
  type MiniSysteme,
  ouvrirMiniSysteme,
} from './mini-systeme.ts';
import { raconter } from './raconter.ts';

/** Of each direction between the process with the defect and Redis. */
const LATENCE_MS = 60;
const CLIENTS = { ecrivains: 8, lecteurs: 16 };
const CLES = 2;
/** Of one part of a history. */
const OPERATIONS = 500;
const OPERATIONS_PAR_VIDAGE = 25;
/** With the defect a history goes on until it shows, at most so many parts. */
const PARTS_MAX = 20;

withRedis(() => {
  let mini: MiniSysteme;
  /** Without a defect, next to Redis. */
  let proche: Instance;
  /** Without a defect, far from Redis during a history. */
  let saine: Instance;

  beforeAll(async () => {
    mini = await ouvrirMiniSysteme('defauts-semes');
    proche = await mini.installer({ nom: 'stock-proche', alterations: CADRE });
    saine = await loin('stock-loin');
    await attendreLeCache(proche);
  }, OUVERTURE_MS);
  afterAll(() => mini.fermer());

  const loin = async (nom: string, alterations: typeof CADRE = []) => {
    const toutes = [...CADRE, ...alterations];
    const instance = await mini.installer({ nom, cable: true, alterations: toutes });
    await attendreLeCache(instance);
    instance.cable?.regler({ latenceMs: LATENCE_MS });
    return instance;
  };

  /**
   * All read and write the same two keys through two processes, one of them far from Redis: its fills and publications are
   * late.
   *
   * @param vidages whether Redis is emptied all the time, so that there are many fills
   */
  async function seCroiser(figure: string, lointaine: Instance, vidages: boolean): Promise<string> {
    let operations = 0;
    const continuer = (faites: number) => {
      operations = faites;
      return faites < OPERATIONS;
    };
    const charge: Charge = {
      ...{ figure, ...CLIENTS, continuer },
      ...{ lues: [proche, lointaine], ecrites: [proche, lointaine] },
      produits: await approvisionner(mini, CLES),
    };
    const vider = async () => {
      let vues = 0;
      while (vidages && operations < OPERATIONS) {
        await attendre(5);
        if (operations - vues < OPERATIONS_PAR_VIDAGE) continue;
        vues = operations;
        await mini.redis.client.flushall();
      }
    };
    const [histoire] = await Promise.all([faireHistoire(charge), vider()]);
    const { strictes, datee } = await juger(mini, histoire);
    return raconter(strictes, datee, mini.espion);
  }

  /** Redis dies; while it is away everything is written, and then read through the process that wrote nothing. */
  async function ressusciter(figure: string, persistance: boolean): Promise<string> {
    const { redis } = mini;
    const produits = await approvisionner(mini, 4);
    const tranche = (charge: Pick<Charge, 'ecrivains' | 'lecteurs'> & { nombre: number }) =>
      faireHistoire({
        ...{ figure, produits, lues: [proche], ecrites: [saine], ...charge },
        continuer: (faites) => faites < charge.nombre,
      });
    const histoires = [await tranche({ ecrivains: 0, lecteurs: 4, nombre: 60 })];
    await redis.client.config('SET', 'save', persistance ? '1 1' : '');
    if (persistance) await redis.client.save();
    await redis.kill();
    histoires.push(await tranche({ ecrivains: 4, lecteurs: 0, nombre: 30 }));
    await redis.restart();
    await attendreLeCache(proche);
    histoires.push(await tranche({ ecrivains: 0, lecteurs: 4, nombre: 60 }));
    const [, dossier = ''] = await redis.client.config('GET', 'dir');
    await rm(join(dossier, 'dump.rdb'), { force: true });
    const { strictes, datee } = await juger(mini, reunir(histoires));
    return raconter(strictes, datee, mini.espion);
  }

  test('C3: each defect put into the cache is found, and its history alone shows nothing', async () => {
    const debut = performance.now();
    if (taille('C3', { court: 1, complet: 1 }) === 0) return;
    const fautes = ouvrirFautes();
    const trouves: Record<string, string> = {};
    const fausses: string[] = [];
    const essayer = async (
      nom: string,
      avec: (figure: string) => Promise<string>,
      sans: (figure: string) => Promise<string>,
    ) => {
      fautes.noter('défauts', nom);
      let [parts, trouve] = [0, ''];
      for (; parts < PARTS_MAX && trouve === ''; parts += 1) {
        trouve = await avec(`C3/${nom}/${parts}`);
      }
      for (let n = 0; n < parts; n += 1) fausses.push(await sans(`C3/${nom}/${n}`));
      process.stdout.write(`  C3 ${nom}, ${parts} parts: ${trouve || 'NOTHING'}\n`);
      trouves[nom] = trouve === '' ? 'NOT FOUND' : `found in ${parts} parts`;
    };
    for (const { nom, alterations, vidages } of DEFAUTS_DU_CACHE) {
      const defectueuse = await loin('stock-defectueux', alterations);
      await essayer(
        nom,
        (figure) => seCroiser(figure, defectueuse, vidages),
        (figure) => seCroiser(figure, saine, vidages),
      );
      await defectueuse.tuer();
    }
    await essayer(
      'persistence on',
      (figure) => ressusciter(figure, true),
      (figure) => ressusciter(figure, false),
    );
    const fausseAlertes = fausses.filter((f) => f !== '');
    const manques = Object.values(trouves).filter((t) => t === 'NOT FOUND').length;
    consigner(
      {
        id: 'C3',
        titre: 'Defects put into the cache on purpose: found',
        essais: DEFAUTS_DU_CACHE.length + 1,
        echecs: manques + fausseAlertes.length,
        chiffres: trouves,
      },
      debut,
      fautes,
    );
    expect(fausseAlertes).toEqual([]);
    expect(Object.keys(trouves)).toHaveLength(6);
    expect(manques).toBe(0);
  }, 900_000);
});
