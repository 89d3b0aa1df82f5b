import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { creerPartage, type Canal } from './partage.ts';

type Message = Parameters<Canal['postMessage']>[0];

/** Two ends of one channel. */
function canaux() {
  const ecoutes: ((message: Message) => void)[][] = [[], []];
  const bout = (ici: number): Canal => ({
    postMessage: (message) => ecoutes[1 - ici]?.forEach((entendre) => entendre(message)),
    addEventListener: (_, surMessage) =>
      ecoutes[ici]?.push((data) => surMessage({ data } as MessageEvent<Message>)),
  });
  return [bout(0), bout(1)] as const;
}

const JETONS = { cle: 'c', rang: 1, jeton: 'j', jetonRenouvellement: 'r', renouvelerDes: 0 };
const SOURDES = { surDemande: () => {}, surJetons: () => {}, surFin: () => {} };

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('asks the other tab, and goes on as soon as it has newer tokens', async () => {
  const [ici, la] = canaux();
  const moi = creerPartage(ici);
  const autre = creerPartage(la);
  const recus: unknown[] = [];
  moi.ecouter({ ...SOURDES, surJetons: (jetons) => recus.push(jetons) });
  autre.ecouter({ ...SOURDES, surDemande: () => autre.annoncer(JETONS) });
  await moi.demander({ ...JETONS, rang: 0 });
  expect(recus).toEqual([JETONS]);
  expect(jest.getTimerCount()).toBe(0);
});

test('goes on without an answer after a moment', async () => {
  const [ici] = canaux();
  const moi = creerPartage(ici);
  moi.ecouter(SOURDES);
  const demande = moi.demander(JETONS);
  expect(jest.getTimerCount()).toBe(1);
  jest.runAllTimers();
  await demande;
});

test('lets one tab in at a time where the browser can, and always goes in', async () => {
  const [ici] = canaux();
  const noms: string[] = [];
  const verrous = {
    request: async (nom: string, faire: () => Promise<void>) => {
      noms.push(nom);
      await faire();
    },
  };
  let fois = 0;
  const faire = async () => void (fois += 1);
  await creerPartage(ici, verrous).seul(faire);
  await creerPartage(ici).seul(faire);
  expect([fois, noms.length]).toEqual([2, 1]);
});
