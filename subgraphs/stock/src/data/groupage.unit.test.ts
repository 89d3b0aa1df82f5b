import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { grouper } from './groupage.ts';

interface Demande {
  id: string;
  cles: string[];
}

/** A database that answers when it is told to. */
function base(reglages: { demandes?: number; clesParLot?: number; now?: () => number } = {}) {
  const lots: string[][] = [];
  const fins: (() => void)[] = [];
  const demander = grouper<Demande, string>({
    cles: ({ cles }) => cles,
    identite: ({ id }) => id,
    demandes: 64,
    clesParLot: 320,
    patienceMs: 1_500,
    ...reglages,
    envoyer: async (lot) => {
      lots.push(lot.map(({ id }) => id));
      await new Promise<void>((resolve) => fins.push(resolve));
      return lot.map(({ id }) => ({ status: 'fulfilled', value: `verdict ${id}` }));
    },
  });
  return {
    lots,
    demander: (id: string, ...cles: string[]) => demander({ id, cles }),
    /** Ends the oldest lot under way, and lets those who waited for it go. */
    async finir() {
      fins.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
    enCours: () => fins.length,
  };
}

describe('a demand', () => {
  test('goes at once when it meets nobody, whatever else is under way', () => {
    const { lots, demander } = base();
    void demander('a', '1');
    void demander('b', '2', '3');
    expect(lots).toEqual([['a'], ['b']]);
  });

  test('waits for what is being written, and goes with all who waited for the same', async () => {
    const { lots, demander, finir } = base();
    const verdicts = Promise.all(['a', 'b', 'c', 'd'].map((id) => demander(id, '1')));
    expect(lots).toEqual([['a']]);
    await finir();
    expect(lots).toEqual([['a'], ['b', 'c', 'd']]);
    await finir();
    expect(await verdicts).toEqual(['verdict a', 'verdict b', 'verdict c', 'verdict d']);
  });

  test('is not overtaken by those that come after it for one of its keys', async () => {
    const { lots, demander, finir } = base();
    void demander('a', '1');
    void demander('b', '2');
    void demander('deux', '1', '2');
    await finir();
    // Key 1 is free, but `deux` was there before.
    void demander('c', '1');
    expect(lots).toEqual([['a'], ['b']]);
    await finir();
    expect(lots).toEqual([['a'], ['b'], ['deux', 'c']]);
  });

  test('is not carried out once nobody waits for it any more', async () => {
    let instant = 0;
    const { lots, demander, finir } = base({ now: () => instant });
    void demander('a', '1');
    const vieille = demander('b', '1');
    instant = 1_000;
    void demander('c', '1');
    instant = 1_600;
    const refus = expect(vieille).rejects.toThrow('attendu trop longtemps');
    await finir();
    expect(lots).toEqual([['a'], ['c']]);
    await refus;
  });

  test('is never in one lot with a repetition of itself', async () => {
    const { lots, demander, finir } = base();
    for (const id of ['a', 'b', 'b', 'c']) void demander(id, '1');
    await finir();
    expect(lots[1]).toEqual(['b']);
    await finir();
    expect(lots[2]).toEqual(['b', 'c']);
  });
});

describe('a lot', () => {
  test('holds no more demands than it may', async () => {
    const { lots, demander, finir } = base({ demandes: 2 });
    for (const id of ['a', 'b', 'c', 'd']) void demander(id, '1');
    await finir();
    await finir();
    expect(lots).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  test('holds no more keys than it may, save those of one demand alone', async () => {
    const { lots, demander, finir } = base({ clesParLot: 3 });
    for (const id of ['a', 'b', 'c']) void demander(id, '1', '2');
    void demander('d', '1', '2', '3', '4');
    for (let fin = 0; fin < 3; fin += 1) await finir();
    expect(lots).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  test('that was full does not keep back those who want nothing of it', async () => {
    const { lots, demander, finir } = base({ demandes: 1 });
    void demander('a', '1', '2');
    void demander('b', '1');
    void demander('c', '2');
    await finir();
    expect(lots).toEqual([['a'], ['b'], ['c']]);
  });

  test('that fails as a whole tells each of its demands, and frees its keys', async () => {
    const pannes = [new Error('panne')];
    const demander = grouper<Demande, string>({
      cles: ({ cles }) => cles,
      identite: ({ id }) => id,
      demandes: 64,
      clesParLot: 320,
      patienceMs: 1_500,
      envoyer: async (lot) => {
        const panne = pannes.pop();
        if (panne) throw panne;
        return lot.map(({ id }) =>
          id === 'c'
            ? { status: 'rejected', reason: new Error('faute de c') }
            : { status: 'fulfilled', value: id },
        );
      },
    });
    const resultats = ['a', 'b', 'c'].map((id) => demander({ id, cles: ['1'] }));
    const [a, b, c] = await Promise.allSettled(resultats);
    expect(a).toMatchObject({ status: 'rejected', reason: { message: 'panne' } });
    expect(b).toEqual({ status: 'fulfilled', value: 'b' });
    expect(c).toMatchObject({ status: 'rejected', reason: { message: 'faute de c' } });
  });
});

test('whatever comes and ends in whatever order, each demand is served once, key by key in its turn', async () => {
  const demande = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4'), { minLength: 1 });
  const pas = fc.oneof(demande, fc.constant('fin' as const));
  await fc.assert(
    fc.asyncProperty(fc.array(pas, { maxLength: 40 }), async (histoire) => {
      const { lots, demander, finir, enCours } = base({ demandes: 3 });
      const cles = new Map<string, string[]>();
      const verdicts: Promise<string>[] = [];
      for (const evenement of histoire) {
        if (evenement === 'fin') await finir();
        else {
          const id = `d${cles.size}`;
          cles.set(id, evenement);
          verdicts.push(demander(id, ...evenement));
        }
      }
      while (enCours() > 0) await finir();
      expect(await Promise.all(verdicts)).toEqual([...cles.keys()].map((id) => `verdict ${id}`));
      for (const cle of ['1', '2', '3', '4']) {
        const veulent = (id: string) => cles.get(id)?.includes(cle) ?? false;
        expect(lots.flat().filter(veulent)).toEqual([...cles.keys()].filter(veulent));
      }
    }),
    { numRuns: 300 },
  );
});
