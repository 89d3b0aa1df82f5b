import { expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import { jeton } from './abus/jetons.ts';
import { ouvrirRouteurSeul } from './support/routeur-seul.ts';

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

function demander(url: string, authorization: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: '{ magasins { id } }' }),
  });
}
