import { setTimeout as attendre } from 'node:timers/promises';

import type { Fautes } from '../harnais/fautes.ts';
import { hasardDe } from '../harnais/tailles.ts';
import type { Instance, MiniSysteme } from './mini-systeme.ts';

/** How often what happens, in milliseconds. */
export interface Cadences {
  mortMs: number;
  vidageMs: number;
  mortRedisMs: number;
}

/** Counts of what was done. */
export interface Perturbations {
  morts: number;
  vidages: number;
  mortsRedis: number;
}

/** kill -9 of a process of stock, FLUSHALL, kill -9 and restart of Redis, each at its own pace, until told to stop. */
export async function perturber(
  { redis }: Pick<MiniSysteme, 'redis'>,
  instances: readonly Instance[],
  { mortMs, vidageMs, mortRedisMs }: Cadences,
  continuer: () => boolean,
  fautes: Fautes,
): Promise<Perturbations> {
  const faites = { morts: 0, vidages: 0, mortsRedis: 0 };
  const hasardMort = hasardDe('C2/kill');
  const hasardRedis = hasardDe('C2/redis');
  await Promise.all([
    repeter(mortMs, continuer, async () => {
      const victime = hasardMort.choisir(instances);
      fautes.noter('kill -9', victime.nom);
      faites.morts += 1;
      await victime.tuer();
      await victime.demarrer();
    }),
    repeter(vidageMs, continuer, async () => {
      // Nobody answers while Redis is dead.
      await redis.client.flushall().then(
        () => (faites.vidages += 1),
        () => undefined,
      );
    }),
    repeter(mortRedisMs, continuer, async () => {
      const absenceMs = hasardRedis.entre(0, 1_500);
      fautes.noter('Redis', `kill -9, back after ${absenceMs} ms`);
      faites.mortsRedis += 1;
      await redis.kill();
      await attendre(absenceMs);
      await redis.restart();
    }),
  ]);
  return faites;
}

/** Does it at each multiple of a time, the first time after it; what takes longer delays the next. */
async function repeter(
  chaqueMs: number,
  continuer: () => boolean,
  faire: () => Promise<void>,
): Promise<void> {
  for (let prochain = performance.now() + chaqueMs; continuer();) {
    await attendre(20);
    if (performance.now() < prochain) continue;
    await faire();
    prochain = Math.max(prochain + chaqueMs, performance.now());
  }
}
