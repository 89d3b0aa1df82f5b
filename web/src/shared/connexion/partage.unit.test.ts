import { expect, test } from '@jest/globals';
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

test('tells the other tabs that a sign-in has ended, and answers nothing that is asked', () => {
  const [ici, la] = canaux();
  const finies: string[] = [];
  creerPartage(la).ecouter((cle) => finies.push(cle));
  const recus: unknown[] = [];
  ici.addEventListener('message', ({ data }) => recus.push(data));
  ici.postMessage({ sorte: 'demande', cle: 'c', rang: -1 } as unknown as Message);
  creerPartage(ici).annoncerFin('c');
  expect(finies).toEqual(['c']);
  expect(recus).toEqual([]);
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
