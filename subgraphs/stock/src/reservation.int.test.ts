import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { VENTE } from './test/appels.ts';
import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

const ligne = (produitId: number, quantite: number) => ({ produitId, quantite });

const RESERVER =
  'mutation ($input: ReserverStockInput!) { reserverStock(input: $input) { __typename } }';

describe('reserving the stock of a sale', () => {
  test('moves the quantities from available to reserved', async () => {
    await banc.ouvrir([1, 101, 10], [1, 102, 5]);
    const reponse = await banc.reserver(randomUUID(), 1, [ligne(101, 3), ligne(102, 5)]);
    expect(reponse).toMatchObject({ __typename: 'ReservationStock', rejoue: false });
    expect(await banc.quantites(1, 101)).toEqual({ disponible: 7, reserve: 3 });
    expect(await banc.quantites(1, 102)).toEqual({ disponible: 0, reserve: 5 });
  });

  test('gives the last unit to one of 50 sales that ask for it at once, round after round', async () => {
    for (let produitId = 1_100; produitId < 1_120; produitId += 1) {
      await banc.ouvrir([1, produitId, 1]);
      const reponses = await Promise.all(
        Array.from({ length: 50 }, () => banc.reserver(randomUUID(), 1, [ligne(produitId, 1)])),
      );
      const types = reponses.map(({ __typename }) => __typename);
      expect(types.filter((type) => type === 'ReservationStock')).toHaveLength(1);
      expect(types.filter((type) => type === 'StockInsuffisant')).toHaveLength(49);
      expect(await banc.quantites(1, produitId)).toEqual({ disponible: 0, reserve: 1 });
    }
  });

  test('refuses all the lines when one lacks, says which, and changes nothing', async () => {
    await banc.ouvrir([1, 121, 10], [1, 122, 2]);
    const venteId = randomUUID();
    const reponse = await banc.reserver(venteId, 1, [ligne(121, 1), ligne(122, 3), ligne(129, 1)]);
    expect(reponse).toEqual({
      __typename: 'StockInsuffisant',
      code: 'STOCK_INSUFFISANT',
      message: 'Stock insuffisant pour 2 produits ; rien n’a été changé.',
      ruptures: [
        { produit: { id: '122' }, demande: 3, disponible: 2 },
        { produit: { id: '129' }, demande: 1, disponible: 0 },
      ],
    });
    expect(await banc.quantites(1, 121)).toEqual({ disponible: 10, reserve: 0 });
    const restes = await banc.database.query(
      `SELECT vente_id FROM reservation WHERE vente_id = $1
       UNION ALL SELECT vente_id FROM mouvement WHERE vente_id = $1`,
      [venteId],
    );
    expect(restes).toEqual([]);
  });

  test('adds up the lines of one product before it looks at the stock', async () => {
    await banc.ouvrir([1, 131, 5]);
    const reponse = await banc.reserver(randomUUID(), 1, [ligne(131, 3), ligne(131, 3)]);
    expect(reponse.ruptures).toEqual([{ produit: { id: '131' }, demande: 6, disponible: 5 }]);
    expect(await banc.quantites(1, 131)).toEqual({ disponible: 5, reserve: 0 });
    await banc.reserver(randomUUID(), 1, [ligne(131, 2), ligne(131, 3)]);
    expect(await banc.quantites(1, 131)).toEqual({ disponible: 0, reserve: 5 });
  });

  test('lets the same sale try again once goods have come', async () => {
    await banc.ouvrir([1, 141, 1], [6, 141, 10]);
    const venteId = randomUUID();
    expect((await banc.reserver(venteId, 1, [ligne(141, 2)])).__typename).toBe('StockInsuffisant');
    await banc.transferer(randomUUID(), 6, 1, [ligne(141, 5)]);
    expect(await banc.reserver(venteId, 1, [ligne(141, 2)])).toMatchObject({ rejoue: false });
    expect(await banc.quantites(1, 141)).toEqual({ disponible: 4, reserve: 2 });
  });

  test('answers a repeated call with the same result and takes nothing more', async () => {
    await banc.ouvrir([1, 151, 10]);
    const venteId = randomUUID();
    const lignes = [ligne(151, 4), ligne(151, 2)];
    const reponses = await Promise.all(
      Array.from({ length: 8 }, () => banc.reserver(venteId, 1, lignes)),
    );
    expect(reponses.map(({ rejoue }) => rejoue).filter((rejoue) => !rejoue)).toHaveLength(1);
    expect(await banc.reserver(venteId, 1, [ligne(151, 6)])).toMatchObject({ rejoue: true });
    expect(await banc.quantites(1, 151)).toEqual({ disponible: 4, reserve: 6 });
  });

  test('takes other lines under the same sale for a bug, not for a success', async () => {
    await banc.ouvrir([1, 161, 10]);
    const venteId = randomUUID();
    await banc.reserver(venteId, 1, [ligne(161, 1)]);
    const input = { venteId, magasinId: '1', lignes: [{ produitId: '161', quantite: 2 }] };
    const { errors } = await banc.envoyer(RESERVER, { input }, VENTE);
    expect(errors?.[0]?.extensions?.['code']).toBe('ERREUR_INTERNE');
    expect(await banc.quantites(1, 161)).toEqual({ disponible: 9, reserve: 1 });
  });
});

describe('cancelling a reservation', () => {
  test('gives everything back, once', async () => {
    await banc.ouvrir([2, 201, 10], [2, 202, 10]);
    const venteId = randomUUID();
    await banc.reserver(venteId, 2, [ligne(201, 4), ligne(202, 1)]);
    expect(await banc.annuler(venteId)).toEqual({ annulee: true });
    expect(await banc.annuler(venteId)).toEqual({ annulee: true });
    expect(await banc.quantites(2, 201)).toEqual({ disponible: 10, reserve: 0 });
    expect(await banc.quantites(2, 202)).toEqual({ disponible: 10, reserve: 0 });
  });

  test('forbids a reservation that comes after it', async () => {
    await banc.ouvrir([2, 211, 10]);
    const venteId = randomUUID();
    expect(await banc.annuler(venteId)).toEqual({ annulee: true });
    expect(await banc.reserver(venteId, 2, [ligne(211, 1)])).toMatchObject({
      __typename: 'ReservationAnnulee',
      code: 'RESERVATION_ANNULEE',
    });
    expect(await banc.quantites(2, 211)).toEqual({ disponible: 10, reserve: 0 });
  });

  test('leaves nothing reserved, whichever of the two comes first', async () => {
    await banc.ouvrir([2, 221, 1_000]);
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        const venteId = randomUUID();
        await Promise.all([banc.reserver(venteId, 2, [ligne(221, 3)]), banc.annuler(venteId)]);
      }),
    );
    expect(await banc.quantites(2, 221)).toEqual({ disponible: 1_000, reserve: 0 });
  });
});

describe('bringing back the goods of a cancelled sale', () => {
  test('makes them available again, once for each cancellation', async () => {
    await banc.ouvrir([3, 301, 10]);
    const [venteId, annulationId] = [randomUUID(), randomUUID()];
    await banc.reserver(venteId, 3, [ligne(301, 5)]);
    expect(await banc.retourner(annulationId, venteId, 3, [ligne(301, 2)])).toEqual({
      rejoue: false,
    });
    expect(await banc.retourner(annulationId, venteId, 3, [ligne(301, 2)])).toEqual({
      rejoue: true,
    });
    expect(await banc.retourner(randomUUID(), venteId, 3, [ligne(301, 1)])).toEqual({
      rejoue: false,
    });
    expect(await banc.quantites(3, 301)).toEqual({ disponible: 8, reserve: 5 });
  });
});

describe('what services send', () => {
  test.each([
    ['no line', []],
    ['a quantity of 0', [{ produitId: '101', quantite: 0 }]],
    ['a product that cannot be', [{ produitId: 'abc', quantite: 1 }]],
  ])('%s is a malformed request', async (_cas, lignes) => {
    const input = { venteId: randomUUID(), magasinId: '1', lignes };
    const { errors } = await banc.envoyer(RESERVER, { input }, VENTE);
    expect(errors?.[0]?.extensions?.['code']).toBe('REQUETE_INVALIDE');
  });
});

test('the ledger adds up to the levels after all of this', async () => {
  expect(await banc.ecarts()).toEqual([]);
});
