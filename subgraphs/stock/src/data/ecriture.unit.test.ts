import { expect, test } from '@jest/globals';

import { createMetrics } from '@caisse/subgraph-kit';

import { ecriture } from './ecriture.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

const APPEL = Prisma.sql`SELECT 1`;

/** A database that fails with these codes, one after the other, and then answers. */
function base(...codes: string[]) {
  let appels = 0;
  const prisma = {
    $queryRaw: async () => {
      const code = codes[appels];
      appels += 1;
      if (code !== undefined) throw Object.assign(new Error(`échec ${code}`), { code });
      return [{ resultat: { niveaux: [] } }];
    },
  } as unknown as PrismaClient;
  return {
    ecrire: ecriture(prisma, createMetrics('stock'), () => Promise.resolve()),
    appels: () => appels,
  };
}

test.each([
  ['a deadlock', ['40P01']],
  ['a serialization failure', ['40001']],
  ['a lock time-out', ['55P03']],
  ['one of each', ['40P01', '40001', '55P03']],
])('%s is followed by another try', async (_cas, codes) => {
  const { ecrire, appels } = base(...codes);
  expect(await ecrire(APPEL)).toEqual({ niveaux: [] });
  expect(appels()).toBe(codes.length + 1);
});

test('the third try again is the last', async () => {
  const { ecrire, appels } = base('55P03', '55P03', '55P03', '55P03');
  await expect(ecrire(APPEL)).rejects.toThrow('échec 55P03');
  expect(appels()).toBe(4);
});

test.each(['23514', '57014', '08006', 'P0001'])('%s is not tried again', async (code) => {
  const { ecrire, appels } = base(code);
  await expect(ecrire(APPEL)).rejects.toThrow(`échec ${code}`);
  expect(appels()).toBe(1);
});
