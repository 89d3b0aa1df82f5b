import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { ROLES } from '@caisse/acces';
import { ISSUERS } from '@caisse/subgraph-kit';
import {
  type CallerHeaders,
  headersOf,
  headersOfStranger,
  STRANGERS,
  type TestCaller,
} from '@caisse/subgraph-kit/test';

import {
  CAISSIERE,
  demarrer,
  type ServiceDeTest,
  SESSION,
  toujours,
} from './test/service-de-test.ts';

/** The session and the carts are of store 2. */
const AILLEURS: TestCaller[] = [
  { role: 'CAISSIER', magasinId: 1 },
  { role: 'GERANT', magasinId: 3 },
];

let s: ServiceDeTest;
let panierId: string;

beforeAll(async () => {
  s = await demarrer();
  const taxes = { actif: true, statuts: toujours('TAXABLE') };
  s.voisins.produits.set('5', { id: '5', nom: 'Eau', prix: 100, ...taxes });
  panierId = await s.nouveauPanier({ 5: 1 });
});

afterAll(() => s.stop());

const mutation = (nom: string, type: string) =>
  `mutation ($input: ${type}!) { ${nom}(input: $input) { __typename } }`;

/** Each public field, asked about store 2. */
const PUBLICS: [champ: string, document: string, variables: () => Record<string, unknown>][] = [
  ['panier', 'query ($id: ID!) { panier(id: $id) { id } }', () => ({ id: panierId })],
  [
    'the entity Panier',
    'query ($cles: [_Any!]!) { _entities(representations: $cles) { ... on Panier { id } } }',
    () => ({ cles: [{ __typename: 'Panier', id: panierId }] }),
  ],
  [
    'creerPanier',
    mutation('creerPanier', 'CreerPanierInput'),
    () => ({ input: { id: randomUUID(), sessionCaisseId: SESSION } }),
  ],
  [
    'ajouterAuPanier',
    mutation('ajouterAuPanier', 'AjouterAuPanierInput'),
    () => ({ input: { panierId, produitId: '5', quantite: 1, ajoutId: randomUUID() } }),
  ],
  [
    'modifierLignePanier',
    mutation('modifierLignePanier', 'ModifierLignePanierInput'),
    () => ({ input: { panierId, produitId: '5', quantite: 7 } }),
  ],
  ['viderPanier', mutation('viderPanier', 'ViderPanierInput'), () => ({ input: { panierId } })],
];

const INTERNES: typeof PUBLICS = [
  [
    'figerPanier',
    mutation('figerPanier', 'FigerPanierInput'),
    () => ({ input: { panierId, venteId: randomUUID() } }),
  ],
  [
    'libererPanier',
    mutation('libererPanier', 'LibererPanierInput'),
    () => ({ input: { panierId, venteId: randomUUID() } }),
  ],
];

/** Asks with these headers, and checks that it is refused and that nothing has changed. */
async function refuse(
  query: string,
  variables: Record<string, unknown>,
  headers: CallerHeaders,
  code: string,
): Promise<void> {
  const avant = await s.contenu();
  const { errors } = await s.panier.execute({ query, variables }, headers);
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
  expect(await s.contenu()).toEqual(avant);
}

describe.each(PUBLICS)('%s', (_champ, document, variables) => {
  test.each(STRANGERS)('is refused with %s', async (etranger) => {
    const headers = await headersOfStranger('panier', etranger, CAISSIERE);
    await refuse(document, variables(), headers, 'NON_AUTHENTIFIE');
  });

  test.each([
    ['anonymous', 'NON_AUTHENTIFIE'],
    [{ role: 'LOGISTIQUE' }, 'INTERDIT'],
    [{ role: 'ADMIN' }, 'INTERDIT'],
    [{ service: 'stock' }, 'INTERDIT'],
    ...AILLEURS.map((appelant): [TestCaller, string] => [appelant, 'INTERDIT']),
  ] satisfies [TestCaller, string][])('is refused to %j', async (appelant, code) => {
    await refuse(document, variables(), await headersOf('panier', appelant), code);
  });
});

describe.each(INTERNES)('%s, which only vente may ask,', (_champ, document, variables) => {
  test.each(STRANGERS)('is refused with %s', async (etranger) => {
    const headers = await headersOfStranger('panier', etranger, { service: 'vente' });
    await refuse(document, variables(), headers, 'NON_AUTHENTIFIE');
  });

  test.each([
    ['anonymous', 'NON_AUTHENTIFIE'],
    ...ROLES.map((role): [TestCaller, string] => [{ role, magasinId: 2 }, 'INTERDIT']),
    ...ISSUERS.filter((service) => service !== 'vente').map((service): [TestCaller, string] => [
      { service },
      'INTERDIT',
    ]),
  ] satisfies [TestCaller, string][])('is refused to %j', async (appelant, code) => {
    await refuse(document, variables(), await headersOf('panier', appelant), code);
  });
});

test('a cart of another store says nothing of itself, not even that it is sold or empty', async () => {
  const vide = await s.nouveauPanier();
  const fige = await s.nouveauPanier({ 5: 1 });
  await s.figer(fige, randomUUID());
  const headers = await headersOf('panier', { role: 'GERANT', magasinId: 1 });
  const messages = [];
  for (const panier of [vide, fige, panierId]) {
    const { data, errors } = await s.panier.execute(
      {
        query: mutation('viderPanier', 'ViderPanierInput'),
        variables: { input: { panierId: panier } },
      },
      headers,
    );
    expect(data).toBeNull();
    messages.push(errors?.[0]?.message);
  }
  expect(new Set(messages).size).toBe(1);
});

test('one entity of another store leaves the others to be read', async () => {
  s.voisins.sessions.set(randomUUID(), { caisseId: '1', magasinId: '1', fermeeLe: null });
  const [autreSession = ''] = [...s.voisins.sessions.keys()].slice(-1);
  const autre = randomUUID();
  await s.muter(
    'creerPanier',
    { id: autre, sessionCaisseId: autreSession },
    { role: 'CAISSIER', magasinId: 1 },
  );
  const { data, errors } = await s.panier.execute(
    {
      query:
        'query ($cles: [_Any!]!) { _entities(representations: $cles) { ... on Panier { id } } }',
      variables: { cles: [autre, panierId].map((id) => ({ __typename: 'Panier', id })) },
    },
    await headersOf('panier', CAISSIERE),
  );
  expect(data).toEqual({ _entities: [null, { id: panierId }] });
  expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'INTERDIT' } }]);
});

describe('a freeze for somebody of another store', () => {
  const figer = (panier: string, venteId: string, magasinId: string) =>
    s.muter('figerPanier', { panierId: panier, venteId, magasinId }, { service: 'vente' });

  test('is refused, whatever the cart is, and leaves it to its own store', async () => {
    const [vide, libre] = [await s.nouveauPanier(), await s.nouveauPanier({ 5: 1 })];
    for (const panier of [vide, libre]) {
      const avant = await s.contenu();
      for (const magasinId of ['1', 'x', '0']) {
        expect(await figer(panier, randomUUID(), magasinId)).toMatchObject({
          __typename: 'PanierAutreMagasin',
          code: 'PANIER_AUTRE_MAGASIN',
        });
      }
      expect(await s.contenu()).toEqual(avant);
    }
    expect(await figer(libre, randomUUID(), '2')).toMatchObject({ __typename: 'PanierFige' });
  });

  test('is refused even to the sale that holds the cart', async () => {
    const [panier, vente] = [await s.nouveauPanier({ 5: 1 }), randomUUID()];
    await figer(panier, vente, '2');
    expect(await figer(panier, vente, '1')).toMatchObject({ __typename: 'PanierAutreMagasin' });
    expect(await figer(panier, vente, '2')).toMatchObject({ __typename: 'PanierFige' });
  });
});
