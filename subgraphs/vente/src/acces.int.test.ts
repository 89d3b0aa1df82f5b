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

import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { annuler, auComptant, encaisser } from './test/operations.ts';

let montage: Montage;
/** A sale of store 1, a return of another one, and a cart of it that is still to be sold. */
let venteId: string;
let annulationId: string;
let panierId: string;

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
  const vendre = async () =>
    (await encaisser(montage, auComptant(montage.preparerPanier().panierId))).vente.id;
  venteId = await vendre();
  annulationId = (await annuler(montage, { venteId: await vendre() })).annulation.id;
  panierId = montage.preparerPanier().panierId;
});

afterAll(() => montage.demonter());

type Demande = [champ: string, document: string, variables: () => Record<string, unknown>];

const entite = (type: string) =>
  `query ($cles: [_Any!]!) { _entities(representations: $cles) { ... on ${type} { id } } }`;
const cle = (type: string, id: string) => ({ cles: [{ __typename: type, id }] });

const ANNULER: Demande = [
  'annulerVente',
  'mutation ($input: AnnulerVenteInput!) { annulerVente(input: $input) { __typename } }',
  () => ({ input: { annulationId: randomUUID(), venteId, motif: 'Essai' } }),
];
const ENCAISSER: Demande = [
  'checkout',
  'mutation ($input: CheckoutInput!) { checkout(input: $input) { __typename } }',
  () => ({ input: auComptant(panierId) }),
];
/** What every employee may read, of the own store. */
const LECTURES: Demande[] = [
  ['vente', 'query ($id: ID!) { vente(id: $id) { id } }', () => ({ id: venteId })],
  ['ventes', '{ ventes(magasinId: "1") { totalCount } }', () => ({})],
  ['the entity Vente', entite('Vente'), () => cle('Vente', venteId)],
  ['the entity Annulation', entite('Annulation'), () => cle('Annulation', annulationId)],
];
const JOURNAL: Demande = [
  'evenementsVente',
  '{ evenementsVente(limite: 1) { reste } }',
  () => ({}),
];
const AUDIT: Demande = ['the entity Audit', entite('Audit'), () => cle('Audit', 'chaine')];

const AILLEURS: TestCaller[] = [
  { role: 'CAISSIER', magasinId: 2 },
  { role: 'GERANT', magasinId: 2 },
];
const interdits = (...appelants: TestCaller[]): [TestCaller, string][] => [
  ['anonymous', 'NON_AUTHENTIFIE'],
  ...appelants.map((appelant): [TestCaller, string] => [appelant, 'INTERDIT']),
];

/** Everything that a sale leaves behind, here and at its participants. */
async function contenu(): Promise<unknown> {
  const tables = ['vente', 'ligne_vente', 'annulation', 'ligne_annulation', 'evenement', 'audit'];
  const lignes = tables.map(
    (table) => `SELECT '${table}' AS de, to_jsonb(t) AS ligne FROM ${table} t`,
  );
  const { paniers, disponible, reservations, retours } = montage.etat;
  return {
    base: await montage.base.query(`${lignes.join(' UNION ALL ')} ORDER BY 1, 2`),
    ailleurs: structuredClone({ paniers, disponible, reservations, retours }),
  };
}

async function refuse([, query, variables]: Demande, headers: CallerHeaders, code: string) {
  const avant = await contenu();
  const { errors } = await montage.vente.execute({ query, variables: variables() }, headers);
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
  return { avant };
}

describe.each([
  ...[ENCAISSER, ANNULER, ...LECTURES].map((demande) => ({
    demande,
    permis: { role: 'GERANT', magasinId: 1 } satisfies TestCaller,
  })),
  { demande: JOURNAL, permis: { service: 'stock' } satisfies TestCaller },
  { demande: AUDIT, permis: { role: 'ADMIN' } satisfies TestCaller },
])('$demande.0', ({ demande, permis }) => {
  test.each(STRANGERS)('is refused with %s', async (etranger) => {
    const { avant } = await refuse(
      demande,
      await headersOfStranger('vente', etranger, permis),
      'NON_AUTHENTIFIE',
    );
    expect(await contenu()).toEqual(avant);
  });
});

describe.each<{ demande: Demande; refuses: [TestCaller, string][] }>([
  {
    demande: ENCAISSER,
    refuses: interdits({ role: 'LOGISTIQUE' }, { role: 'ADMIN' }, { service: 'panier' }),
  },
  {
    demande: ANNULER,
    refuses: interdits(
      { role: 'CAISSIER', magasinId: 1 },
      { role: 'GERANT', magasinId: 2 },
      { role: 'LOGISTIQUE' },
      { service: 'stock' },
    ),
  },
  ...LECTURES.map((demande) => ({ demande, refuses: interdits(...AILLEURS) })),
  {
    demande: JOURNAL,
    refuses: interdits(
      ...ROLES.map((role): TestCaller => ({ role, magasinId: 1 })),
      ...ISSUERS.filter((nom) => ['router', 'produit', 'vente'].includes(nom)).map(
        (service): TestCaller => ({ service }),
      ),
    ),
  },
  {
    demande: AUDIT,
    refuses: interdits(
      { role: 'GERANT', magasinId: 1 },
      { role: 'LOGISTIQUE' },
      { service: 'caisse' },
    ),
  },
])('$demande.0', ({ demande, refuses }) => {
  test.each(refuses)('is refused to %j, and changes nothing', async (appelant, code) => {
    const { avant } = await refuse(demande, await headersOf('vente', appelant), code);
    expect(await contenu()).toEqual(avant);
  });
});

describe('the list of sales', () => {
  const lister = async (appelant: TestCaller, filtre = '') =>
    (
      await montage.demander<{ ventes: { nodes: { magasin: { id: string } }[] } }>(
        `{ ventes${filtre} { nodes { magasin { id } } } }`,
        {},
        appelant,
      )
    ).ventes.nodes.map(({ magasin }) => magasin.id);

  test('shows employees of a store that store, whatever session they name', async () => {
    const { panierId: autre, sessionCaisseId } = montage.preparerPanier({ magasinId: 2 });
    await encaisser(montage, auComptant(autre));
    const filtre = `(sessionCaisseId: "${sessionCaisseId}")`;
    expect(await lister({ role: 'CAISSIER', magasinId: 2 })).toEqual(['2']);
    expect(await lister({ role: 'CAISSIER', magasinId: 2 }, filtre)).toEqual(['2']);
    expect(new Set(await lister({ role: 'CAISSIER', magasinId: 1 }))).toEqual(new Set(['1']));
    expect(await lister({ role: 'CAISSIER', magasinId: 1 }, filtre)).toEqual([]);
    expect(new Set(await lister({ role: 'LOGISTIQUE' }))).toEqual(new Set(['1', '2']));
  });
});
