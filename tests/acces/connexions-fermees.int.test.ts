import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import { jeton } from './abus/jetons.ts';
import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

test('a token ends with its sign-in, and stays ended while caisse does not answer', async () => {
  let questions = 0;
  let reponse: () => string[] = () => [];
  const routeur = await ouvrirRouteurSeul({
    fermees: () => {
      questions += 1;
      return reponse();
    },
  });
  try {
    const authorization = `Bearer ${await jeton(routeur.cles.privateKey, { charge: { sid: 'c-1' } })}`;
    const autre = `Bearer ${await jeton(routeur.cles.privateKey, { charge: { sid: 'c-2' } })}`;
    const statut = async (a: string) => (await demander(routeur.url, a)).status;
    expect([await statut(authorization), await statut(autre)]).toEqual([200, 200]);

    reponse = () => ['c-1'];
    const refus = await waitFor(
      async () => {
        const reponse401 = await demander(routeur.url, authorization);
        return reponse401.status === 401 ? reponse401 : null;
      },
      { timeoutMs: 20_000 },
    );
    expect(await refus.json()).toMatchObject({
      errors: [{ message: 'Cette connexion a été fermée. Connectez-vous de nouveau.' }],
    });
    expect(await statut(autre)).toBe(200);

    reponse = () => {
      throw new Error('caisse is away');
    };
    const avant = questions;
    await waitFor(() => questions > avant, { timeoutMs: 20_000 });
    expect([await statut(authorization), await statut(autre)]).toEqual([401, 200]);
  } finally {
    await routeur.fermer();
  }
});

const jetonDe = async (routeur: RouteurSeul, sid: string) =>
  `Bearer ${await jeton(routeur.cles.privateKey, { charge: { sid } })}`;
const absente = () => {
  throw new Error('caisse is away');
};

test('a router that never had a list lets nobody in and is not ready, until caisse answers', async () => {
  let fermees: () => string[] = absente;
  const routeur = await ouvrirRouteurSeul({ fermees: () => fermees() });
  try {
    const autorisation = await jetonDe(routeur, 'c-2');
    await expect(routeur.router.ready()).rejects.toThrow('no list of ended sign-ins yet');
    const refus = await demander(routeur.url, autorisation);
    expect(refus.status).toBe(503);
    expect(await refus.json()).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_INDISPONIBLE' } }],
    });
    fermees = () => ['c-1'];
    await waitFor(
      () =>
        routeur.router.ready().then(
          () => true,
          () => false,
        ),
      { timeoutMs: 20_000 },
    );
    expect((await demander(routeur.url, autorisation)).status).toBe(200);
    expect((await demander(routeur.url, await jetonDe(routeur, 'c-1'))).status).toBe(401);
  } finally {
    await routeur.fermer();
  }
});

test('a router that had one keeps it over a restart, for itself alone to read', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'routeur-'));
  try {
    const premier = await ouvrirRouteurSeul({ fermees: () => ['c-1'], stateDir });
    await premier.fermer();
    const fichier = join(stateDir, 'connexions-fermees.json');
    expect(JSON.parse(await readFile(fichier, 'utf8'))).toEqual(['c-1']);
    expect((await stat(fichier)).mode & 0o777).toBe(0o600);

    const second = await ouvrirRouteurSeul({ fermees: absente, stateDir });
    await second.router.ready();
    expect((await demander(second.url, await jetonDe(second, 'c-1'))).status).toBe(401);
    expect((await demander(second.url, await jetonDe(second, 'c-2'))).status).toBe(200);
    await second.fermer();

    await writeFile(fichier, '["c-1"');
    const troisieme = await ouvrirRouteurSeul({ fermees: absente, stateDir });
    await expect(troisieme.router.ready()).rejects.toThrow();
    await troisieme.fermer();
  } finally {
    await rm(stateDir, { recursive: true });
  }
});

function demander(url: string, authorization: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: '{ magasins { id } }' }),
  });
}
