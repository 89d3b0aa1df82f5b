import { expect, test } from '@jest/globals';

import { createLogger } from '@caisse/subgraph-kit';

import { explain, takePort } from './door.ts';

const HERE = { host: '127.0.0.1', port: 0, logger: createLogger('essai', 'silent') };
const ask = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as unknown };
};

test('says that it starts until the application is put behind it', async () => {
  const door = await takePort(HERE);
  expect(await ask(`${door.url}/vivant`)).toMatchObject({ status: 200 });
  expect(await ask(`${door.url}/pret`)).toEqual({ status: 503, body: { etat: 'demarrage' } });
  expect(await ask(`${door.url}/graphql`)).toMatchObject({ status: 503 });
  door.open({
    '/pret': (_request, response) => void response.end('{"etat":"pret"}'),
    '*': (_request, response) => void response.end('"application"'),
  });
  expect(await ask(`${door.url}/pret`)).toEqual({ status: 200, body: { etat: 'pret' } });
  expect(await ask(`${door.url}/graphql`)).toEqual({ status: 200, body: 'application' });
  await door.stop();
});

test('a port that is taken is named, with the way out', async () => {
  const door = await takePort(HERE);
  const port = Number(new URL(door.url).port);
  await expect(takePort({ ...HERE, port })).rejects.toThrow(
    new RegExp(`^Le port ${port} est déjà pris.*PORT=4001 npm start`),
  );
  await door.stop();
});

test.each([
  ['EACCES', 'Le port 80 est réservé au système.'],
  ['EADDRNOTAVAIL', 'Cette machine n’a pas l’adresse 192.0.2.1.'],
  ['EMFILE', 'Le port 80 ne peut pas être ouvert : listen EMFILE'],
])('%s is told in words', (code, words) => {
  const error = Object.assign(new Error(`listen ${code}`), { code });
  expect(explain({ host: '192.0.2.1', port: 80 }, error)).toContain(words);
});
