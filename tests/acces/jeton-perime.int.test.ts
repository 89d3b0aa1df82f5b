import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { jeton } from './abus/jetons.ts';
import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

const SE_CONNECTER =
  'mutation { seConnecter(input: { identifiant: "zoe", motDePasse: "x" }) { __typename } }';
const RENOUVELER =
  'mutation { renouvelerJeton(input: { jetonRenouvellement: "x" }) { __typename } }';

let routeur: RouteurSeul;
let entetes: Record<string, string>;

beforeAll(async () => {
  routeur = await ouvrirRouteurSeul({
    fermees: () => ['c-fermee'],
    repondre: (_subgraph, { query }) => ({
      data: query.includes('seConnecter')
        ? { seConnecter: { __typename: 'IdentifiantsRefuses' } }
        : { renouvelerJeton: { __typename: 'ConnexionFermee' } },
    }),
  });
  const { privateKey } = routeur.cles;
  entetes = {
    null: 'Bearer null',
    vide: 'Bearer ',
    'un autre schéma': 'Basic YWRtaW46ZGVtbw==',
    'du bruit': 'Bearer aaaa.bbbb.cccc',
    'trop vieux': `Bearer ${await jeton(privateKey, { dureeS: -30 })}`,
    'celui d’une connexion fermée': `Bearer ${await jeton(privateKey, { charge: { sid: 'c-fermee' } })}`,
  };
});
afterAll(() => routeur.fermer());

const demander = async (query: string, quel: string) => {
  const response = await fetch(routeur.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: entetes[quel] ?? '' },
    body: JSON.stringify({ query }),
  });
  return { statut: response.status, corps: (await response.json()) as { data?: object } };
};

describe.each([
  ...['null', 'vide', 'un autre schéma', 'du bruit', 'trop vieux', 'celui d’une connexion fermée'],
])('a token left over from before (%s)', (quel) => {
  test.each([
    ['signing in', SE_CONNECTER],
    ['a renewal', RENOUVELER],
  ])('does not keep %s out, which brings its own proof', async (_quoi, document) => {
    const { statut, corps } = await demander(document, quel);
    expect(corps).not.toHaveProperty('errors');
    expect(statut).toBe(200);
  });

  test.each([
    ['what anybody may ask', '{ moi { id } }'],
    ['what is for those who are known', '{ magasins { id } }'],
    ['nothing at all', '{ __typename }'],
  ])('opens nothing for %s', async (_quoi, document) => {
    expect((await demander(document, quel)).statut).toBe(401);
  });
});

test('who must change their password can do that, sign out, and nothing else', async () => {
  const provisoire = await jeton(routeur.cles.privateKey, { charge: { provisoire: true } });
  entetes['provisoire'] = `Bearer ${provisoire}`;
  for (const document of ['{ magasins { id } }', '{ moi { id } magasins { id } }']) {
    const { statut, corps } = await demander(document, 'provisoire');
    expect(statut).toBe(403);
    expect(corps).toMatchObject({
      errors: [
        {
          message: 'Choisissez d’abord un mot de passe que vous seul connaissez.',
          extensions: { code: 'INTERDIT' },
        },
      ],
    });
  }
  const avant = routeur.recus.length;
  for (const document of [
    '{ moi { id } }',
    'mutation { seDeconnecter { fermeeLe } }',
    'mutation { changerMotDePasse(input: { ancien: "x", nouveau: "y" }) { __typename } }',
  ]) {
    await demander(document, 'provisoire');
  }
  expect(routeur.recus.length - avant).toBe(3);
});
