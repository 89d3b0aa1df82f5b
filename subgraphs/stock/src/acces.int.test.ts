import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type GraphQLAnswer, type Issuer, ISSUERS } from '@caisse/subgraph-kit';
import {
  headersOfPersonByService,
  headersOfStranger,
  STRANGERS,
  type TestCaller,
} from '@caisse/subgraph-kit/test';

import { VENTE } from './test/appels.ts';
import { type Banc, creerBanc } from './test/banc.ts';

const ADMIN: TestCaller = { role: 'ADMIN' };
const CAISSIER: TestCaller = { role: 'CAISSIER', magasinId: 1 };
const GERANT: TestCaller = { role: 'GERANT', magasinId: 1 };
const LOGISTIQUE: TestCaller = { role: 'LOGISTIQUE' };

/** A sale that has reserved, and a transfer that was made. */
const vente = randomUUID();
const transfert = randomUUID();
let banc: Banc;
/** The state of the database before anybody is refused. */
let depart: unknown;

beforeAll(async () => {
  banc = await creerBanc();
  await banc.ouvrir([1, 1, 50], [2, 1, 5], [6, 1, 500]);
  await banc.reserver(vente, 1, [{ produitId: 1, quantite: 4 }]);
  await banc.transferer(transfert, 6, 2, [{ produitId: 1, quantite: 1 }]);
  depart = await etat();
});

afterAll(() => banc.fermer());

/** All that a write of stock changes. */
const etat = (): Promise<unknown> =>
  banc.database.query(`
    SELECT (SELECT jsonb_agg(s ORDER BY magasin_id, produit_id) FROM stock s) AS niveaux,
      (SELECT jsonb_agg(r) FROM reservation r) AS reservations, (SELECT count(*) FROM mouvement) AS mouvements,
      (SELECT count(*) FROM retour) AS retours, (SELECT count(*) FROM transfert) AS transferts,
      (SELECT count(*) FROM audit) AS entrees`);

const rienNaChange = async () => expect(await etat()).toEqual(depart);

interface Demande {
  query: string;
  variables?: object;
}

const entite = (type: string, id: string, champs = 'id'): Demande => ({
  query: `query ($cles: [_Any!]!) { _entities(representations: $cles) { ... on ${type} { ${champs} } } }`,
  variables: { cles: [{ __typename: type, id }] },
});

const mutation = (champ: string, type: string, input: object): Demande => ({
  query: `mutation ($input: ${type}!) { ${champ}(input: $input) { __typename } }`,
  variables: { input },
});

const LIGNES = { magasinId: '1', lignes: [{ produitId: '1', quantite: 1 }] };
/** What one service alone may do. */
const INTERNES: Record<string, Demande> = {
  reserverStock: mutation('reserverStock', 'ReserverStockInput', {
    venteId: randomUUID(),
    ...LIGNES,
  }),
  annulerReservation: mutation('annulerReservation', 'AnnulerReservationInput', { venteId: vente }),
  retournerStock: mutation('retournerStock', 'RetournerStockInput', {
    ...{ annulationId: randomUUID(), venteId: vente, ...LIGNES },
  }),
};
const TRANSFERER = mutation('transfererStock', 'TransfererStockInput', {
  ...{ transfertId: randomUUID(), sourceId: '6', destinationId: '1', lignes: LIGNES.lignes },
});
const LIRE_TRANSFERT = { query: `{ transfert(id: "${transfert}") { statut } }` };
const ENTITES: Record<string, Demande> = {
  Stock: entite('Stock', '1-1', 'disponible'),
  Produit: entite('Produit', '1', 'stocks { disponible }'),
  Magasin: entite('Magasin', '1', 'stocks { totalCount }'),
  TableauDeBord: entite('TableauDeBord', '1', 'ruptures { id }'),
  Transfert: entite('Transfert', transfert, 'statut'),
  Audit: entite('Audit', 'chaine', 'stock { totalCount }'),
};
/** Everything that stock can be asked for, and who may ask for it. */
const DEMANDES: [string, Demande, TestCaller][] = [
  ...Object.entries(INTERNES).map(([nom, demande]): [string, Demande, TestCaller] => [
    nom,
    demande,
    VENTE,
  ]),
  ['transfererStock', TRANSFERER, ADMIN],
  ['transfert', LIRE_TRANSFERT, ADMIN],
  ...Object.entries(ENTITES).map(([nom, demande]): [string, Demande, TestCaller] => [
    `the entity ${nom}`,
    demande,
    ADMIN,
  ]),
];

const codes = ({ errors = [] }: GraphQLAnswer) => errors.map((e) => e.extensions?.['code']);
const demander = ({ query, variables = {} }: Demande, caller: TestCaller) =>
  banc.envoyer(query, variables, caller);

describe.each(DEMANDES)('%s', (_nom, { query, variables = {} }, caller) => {
  const request = { query, variables: { ...variables } };

  test.each(STRANGERS)('is refused to whoever shows %s, and changes nothing', async (stranger) => {
    const headers = await headersOfStranger('stock', stranger, caller);
    const answer = await banc.stock.execute(request, headers);
    expect(answer.data ?? null).toBeNull();
    expect(codes(answer)).toEqual(['NON_AUTHENTIFIE']);
    await rienNaChange();
  });

  test('is refused to a service that says to speak for an administrator', async () => {
    const headers = await headersOfPersonByService('stock', 'vente', ADMIN);
    expect(codes(await banc.stock.execute(request, headers))).toEqual(['NON_AUTHENTIFIE']);
    await rienNaChange();
  });

  test('is refused to whoever has not signed in', async () => {
    expect(codes(await demander(request, 'anonymous'))).toEqual(['NON_AUTHENTIFIE']);
    await rienNaChange();
  });
});

describe.each(Object.entries(INTERNES))('%s, which vente alone may do,', (_nom, demande) => {
  test.each([
    ['a cashier', CAISSIER],
    ['a manager', GERANT],
    ['logistics', LOGISTIQUE],
    ['an administrator', ADMIN],
    ...ISSUERS.filter((name) => name !== 'vente').map((name): [Issuer, TestCaller] => [
      name,
      { service: name },
    ]),
  ])('is refused to %s, and changes nothing', async (_qui, caller) => {
    expect(codes(await demander(demande, caller))).toEqual(['INTERDIT']);
    await rienNaChange();
  });
});

describe('moving goods between places', () => {
  test.each([
    ['a cashier', CAISSIER],
    ['a manager', GERANT],
    ['a service', VENTE],
  ])('is refused to %s, and changes nothing; the transfers too', async (_qui, caller) => {
    expect(codes(await demander(TRANSFERER, caller))).toEqual(['INTERDIT']);
    expect(codes(await demander(LIRE_TRANSFERT, caller))).toEqual(['INTERDIT']);
    expect(codes(await demander(ENTITES['Transfert']!, caller))).toEqual(['INTERDIT']);
    await rienNaChange();
  });

  test('is read by logistics and by administrators', async () => {
    for (const caller of [LOGISTIQUE, ADMIN]) {
      expect(codes(await demander(LIRE_TRANSFERT, caller))).toEqual([]);
      expect(codes(await demander(ENTITES['Transfert']!, caller))).toEqual([]);
    }
  });
});

test('what a store holds is read by any employee, of that store or not', async () => {
  const ailleurs: TestCaller = { role: 'CAISSIER', magasinId: 5 };
  for (const caller of [CAISSIER, GERANT, LOGISTIQUE, ADMIN, ailleurs]) {
    for (const type of ['Stock', 'Produit', 'Magasin']) {
      expect(codes(await demander(ENTITES[type]!, caller))).toEqual([]);
    }
  }
});

test('the audit log is read by administrators only', async () => {
  for (const caller of [CAISSIER, GERANT, LOGISTIQUE, VENTE]) {
    expect(codes(await demander(ENTITES['Audit']!, caller))).toEqual(['INTERDIT']);
  }
  expect(codes(await demander(ENTITES['Audit']!, ADMIN))).toEqual([]);
});

describe('a dashboard', () => {
  const tableau = (id: string) => entite('TableauDeBord', id, 'id ruptures { id }');

  test('of a store is its manager’s', async () => {
    const { data, errors } = await demander(tableau('1'), GERANT);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [{ id: '1', ruptures: [] }] });
  });

  test.each(['2', '6', 'RESEAU'])('of %s is not that of the manager of store 1', async (id) => {
    const answer = await demander(tableau(id), GERANT);
    expect(codes(answer)).toEqual(['INTERDIT']);
    expect(answer.data).toEqual({ _entities: [null] });
  });

  test('is told apart from another that is asked for with it', async () => {
    const cles = ['2', '1'].map((id) => ({ __typename: 'TableauDeBord', id }));
    const { data, errors } = await demander({ ...tableau('1'), variables: { cles } }, GERANT);
    expect(data).toEqual({ _entities: [null, { id: '1', ruptures: [] }] });
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'INTERDIT' } }]);
  });

  test.each(['1', '2', 'RESEAU'])('of %s is an administrator’s', async (id) => {
    expect(codes(await demander(tableau(id), ADMIN))).toEqual([]);
  });

  test.each([
    ['a cashier', CAISSIER],
    ['logistics', LOGISTIQUE],
    ['a service', VENTE],
  ])('is not for %s', async (_qui, caller) => {
    expect(codes(await demander(tableau('1'), caller))).toEqual(['INTERDIT']);
  });
});
