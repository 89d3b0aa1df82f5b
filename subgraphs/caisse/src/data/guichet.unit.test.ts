import { expect, test } from '@jest/globals';

import { creerGuichet } from './guichet.ts';

/** Works that end when they are told. */
function travaux() {
  const finir: (() => void)[] = [];
  const travail = () => new Promise<void>((suite) => finir.push(suite));
  return { finir, travail };
}
const ada = { nom: 'ada', maximum: 2 };
const bob = { nom: 'bob', maximum: 2 };

test('one place tries one secret at a time, and others do not wait for it', async () => {
  const guichet = creerGuichet();
  const { finir, travail } = travaux();
  const premiers = [guichet.passer([ada], travail), guichet.passer([ada], travail)];
  const autre = guichet.passer([bob], travail);
  await Promise.resolve();
  expect(finir).toHaveLength(2);
  finir.splice(0).forEach((fin) => fin());
  await Promise.all([premiers[0], autre]);
  finir.forEach((fin) => fin());
  await premiers[1];
});

test('beyond what a place may have in hand it is refused before any work, and let in again later', async () => {
  const guichet = creerGuichet();
  const { finir, travail } = travaux();
  const magasin = { nom: 'magasin', maximum: 1 };
  const enCours = guichet.passer([ada, magasin], travail);
  await expect(guichet.passer([bob, magasin], travail)).rejects.toThrow('Trop d’essais à la fois');
  expect(finir).toHaveLength(1);
  finir[0]?.();
  await enCours;
  await guichet.passer([bob, magasin], () => Promise.resolve());
});
