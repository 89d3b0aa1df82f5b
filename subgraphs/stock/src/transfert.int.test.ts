import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

const ligne = (produitId: number | string, quantite: number) => ({ produitId, quantite });

describe('transferring stock', () => {
  test('takes from one place and gives to the other', async () => {
    await banc.ouvrir([6, 101, 100], [1, 101, 5], [6, 102, 10]);
    const id = randomUUID();
    const lignes = [ligne(102, 10), ligne(101, 30), ligne(101, 10)];
    expect(await banc.transferer(id, 6, 1, lignes)).toEqual({
      __typename: 'Transfert',
      id,
      statut: 'RECU',
      source: { id: '6' },
      destination: { id: '1' },
      lignes: [
        { produit: { id: '101' }, quantite: 40 },
        { produit: { id: '102' }, quantite: 10 },
      ],
    });
    expect(await banc.quantites(6, 101)).toEqual({ disponible: 60, reserve: 0 });
    expect(await banc.quantites(1, 101)).toEqual({ disponible: 45, reserve: 0 });
    expect(await banc.quantites(6, 102)).toEqual({ disponible: 0, reserve: 0 });
    expect(await banc.quantites(1, 102)).toEqual({ disponible: 10, reserve: 0 });
  });

  test('opens the product in a place that never held it', async () => {
    await banc.ouvrir([6, 111, 100]);
    await banc.transferer(randomUUID(), 6, 7, [ligne(111, 25)]);
    expect(await banc.quantites(7, 111)).toEqual({ disponible: 25, reserve: 0 });
  });

  test('moves once, however often it is repeated, and answers the same', async () => {
    await banc.ouvrir([6, 121, 100]);
    const id = randomUUID();
    const reponses = await Promise.all(
      Array.from({ length: 8 }, () => banc.transferer(id, 6, 2, [ligne(121, 10)])),
    );
    expect(new Set(reponses.map((reponse) => JSON.stringify(reponse)))).toHaveProperty('size', 1);
    const autrementCoupe = await banc.transferer(id.toUpperCase(), 6, 2, [
      ligne(121, 4),
      ligne(121, 6),
    ]);
    expect(autrementCoupe).toEqual(reponses[0]);
    expect(await banc.quantites(6, 121)).toEqual({ disponible: 90, reserve: 0 });
    expect(await banc.quantites(2, 121)).toEqual({ disponible: 10, reserve: 0 });
  });

  test('refuses an id that another transfer has', async () => {
    await banc.ouvrir([6, 131, 100]);
    const id = randomUUID();
    await banc.transferer(id, 6, 1, [ligne(131, 10)]);
    for (const autre of [
      banc.transferer(id, 6, 1, [ligne(131, 11)]),
      banc.transferer(id, 6, 2, [ligne(131, 10)]),
      banc.transferer(id, 1, 6, [ligne(131, 10)]),
    ]) {
      expect(await autre).toMatchObject({ __typename: 'CleReutilisee', code: 'CLE_REUTILISEE' });
    }
    expect(await banc.quantites(6, 131)).toEqual({ disponible: 90, reserve: 0 });
  });

  test('moves nothing when one product lacks, and leaves nothing behind', async () => {
    await banc.ouvrir([6, 141, 10], [6, 142, 3]);
    const id = randomUUID();
    const reponse = await banc.transferer(id, 6, 5, [ligne(141, 1), ligne(142, 4)]);
    expect(reponse).toMatchObject({
      __typename: 'StockInsuffisant',
      message: 'Stock insuffisant : 4 demandés, 3 disponibles.',
      ruptures: [{ produit: { id: '142' }, demande: 4, disponible: 3 }],
    });
    expect(await banc.quantites(6, 141)).toEqual({ disponible: 10, reserve: 0 });
    expect(
      await banc.database.query(
        'SELECT FROM stock WHERE magasin_id = 5 AND produit_id IN (141, 142)',
      ),
    ).toEqual([]);
    // Nothing is remembered either: the same id serves the corrected transfer.
    expect((await banc.transferer(id, 6, 5, [ligne(142, 3)])).__typename).toBe('Transfert');
  });

  test('does not take what is promised to a sale', async () => {
    await banc.ouvrir([1, 151, 10]);
    await banc.reserver(randomUUID(), 1, [ligne(151, 8)]);
    expect(await banc.transferer(randomUUID(), 1, 2, [ligne(151, 3)])).toMatchObject({
      ruptures: [{ produit: { id: '151' }, demande: 3, disponible: 2 }],
    });
  });

  test.each([
    ['the same place at both ends', '6', '6', [ligne(161, 1)], ['destinationId']],
    ['no line', '6', '1', [], ['lignes']],
    ['too many lines', '6', '1', Array.from({ length: 101 }, () => ligne(161, 1)), ['lignes']],
    ['a quantity of 0', '6', '1', [ligne(161, 0)], ['lignes.0.quantite']],
    ['a negative quantity', '6', '1', [ligne(161, -5)], ['lignes.0.quantite']],
    ['a quantity over 9 999', '6', '1', [ligne(161, 1), ligne(161, 10_000)], ['lignes.1.quantite']],
    ['a product that cannot be', '6', '1', [ligne('x', 1)], ['lignes.0.produitId']],
    [
      'a product that no place holds',
      '6',
      '1',
      [ligne(161, 1), ligne(999_999, 1)],
      ['lignes.1.produitId'],
    ],
  ])('refuses %s, field by field', async (_cas, source, destination, lignes, champs) => {
    if ((await banc.database.query('SELECT FROM stock WHERE produit_id = 161')).length === 0) {
      await banc.ouvrir([6, 161, 10]);
    }
    const reponse = await banc.transferer(randomUUID(), source, destination, lignes);
    expect(reponse.__typename).toBe('SaisieInvalide');
    expect(reponse.champs?.map(({ champ }) => champ)).toEqual(champs);
    expect(await banc.quantites(6, 161)).toEqual({ disponible: 10, reserve: 0 });
  });

  test.each([
    ['8', '1', '8'],
    ['6', '8', '8'],
    ['lieu', '1', 'lieu'],
    ['6', '99999999999', '99999999999'],
  ])(
    'refuses from %p to %p, since a place does not exist',
    async (source, destination, inconnu) => {
      expect(await banc.transferer(randomUUID(), source, destination, [ligne(101, 1)])).toEqual({
        __typename: 'MagasinIntrouvable',
        code: 'MAGASIN_INTROUVABLE',
        message: `Aucun lieu ne porte le numéro ${inconnu}.`,
      });
    },
  );
});

describe('reading a transfer', () => {
  const TRANSFERT =
    'query ($id: ID!) { transfert(id: $id) { id statut creeLe lignes { quantite } } }';

  test('finds it by its id, in either case', async () => {
    await banc.ouvrir([6, 171, 10]);
    const id = randomUUID();
    await banc.transferer(id, 6, 1, [ligne(171, 2)]);
    const { transfert } = await banc.demander<{ transfert: { id: string; creeLe: string } }>(
      TRANSFERT,
      { id: id.toUpperCase() },
    );
    expect(transfert).toMatchObject({ id, statut: 'RECU', lignes: [{ quantite: 2 }] });
    expect(new Date(transfert.creeLe).toISOString()).toBe(transfert.creeLe);
  });

  test.each([randomUUID(), '1', 'inconnu'])('finds nothing under %p', async (id) => {
    expect(await banc.demander(TRANSFERT, { id })).toEqual({ transfert: null });
  });
});

test('transfers sum to zero, and the ledger to the levels', async () => {
  const inegaux = await banc.database.query(`
    SELECT transfert_id FROM mouvement WHERE transfert_id IS NOT NULL
    GROUP BY transfert_id, produit_id HAVING sum(delta_disponible) <> 0 OR count(*) <> 2`);
  expect(inegaux).toEqual([]);
  expect(await banc.ecarts()).toEqual([]);
});
