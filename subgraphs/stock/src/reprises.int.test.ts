import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { waitFor } from '@caisse/subgraph-kit/test';

import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;
/** Somebody else at work in the same database, statement by statement. */
let autre: pg.Client;

beforeAll(async () => {
  banc = await creerBanc();
  const base = new URL(banc.database.url).pathname.slice(1);
  // For the service's connections, which are yet to be made. Writes that cross are refused rather than
  // applied to the newest row, and a deadlock is looked for before the lock time-out of 1 s.
  await banc.database.query(
    `ALTER DATABASE ${base} SET default_transaction_isolation = 'repeatable read'`,
  );
  await banc.database.query(`ALTER DATABASE ${base} SET deadlock_timeout = '300ms'`);
});

beforeEach(async () => {
  autre = new pg.Client({ connectionString: banc.database.url, application_name: 'autre' });
  await autre.connect();
  await autre.query(`SET deadlock_timeout = '1min'`);
  await autre.query('BEGIN');
});

afterEach(() => autre.end());

afterAll(() => banc.fermer());

const ligne = (produitId: number, quantite: number) => ({ produitId, quantite });

/** Resolves when the service waits for a lock that somebody else holds. */
function attenteDuService(): Promise<unknown> {
  return waitFor(async () => {
    const lignes = await banc.database.query(
      `SELECT FROM pg_stat_activity WHERE application_name = 'stock' AND wait_event_type = 'Lock'
       AND datname = current_database()`,
    );
    return lignes.length > 0;
  });
}

test('a write that waits too long for a lock is tried again', async () => {
  await banc.ouvrir([1, 11, 10]);
  await autre.query('SELECT FROM stock WHERE produit_id = 11 FOR UPDATE');
  const reservation = banc.reserver(randomUUID(), 1, [ligne(11, 3)]);
  await waitFor(async () => (await banc.reprises('attente_verrou')) === 1);
  await autre.query('ROLLBACK');
  expect(await reservation).toMatchObject({ __typename: 'ReservationStock', rejoue: false });
  expect(await banc.quantites(1, 11)).toEqual({ disponible: 7, reserve: 3 });
});

test('a write that PostgreSQL ends to undo a deadlock is tried again', async () => {
  await banc.ouvrir([1, 21, 10]);
  const venteId = randomUUID();
  await autre.query('SELECT FROM stock WHERE produit_id = 21 FOR UPDATE');
  const reservation = banc.reserver(venteId, 1, [ligne(21, 3)]);
  await attenteDuService();
  // It has the key of the sale and wants the level; the other one has the level and wants the key.
  await autre.query(
    `INSERT INTO reservation (vente_id, etat, request_id) VALUES ($1, 'ANNULEE', 't')`,
    [venteId],
  );
  await waitFor(async () => (await banc.reprises('interblocage')) === 1);
  await autre.query('ROLLBACK');
  expect(await reservation).toMatchObject({ __typename: 'ReservationStock', rejoue: false });
  expect(await banc.quantites(1, 21)).toEqual({ disponible: 7, reserve: 3 });
});

test('a write that another one has overtaken is tried again, on the new level', async () => {
  await banc.ouvrir([1, 31, 10]);
  await autre.query(`SELECT inscrire_mouvements(ARRAY[
    ROW(1, 31, -8, 8, 'RESERVATION', gen_random_uuid(), NULL, NULL, 't')::mouvement_a_inscrire])`);
  const reservation = banc.reserver(randomUUID(), 1, [ligne(31, 3)]);
  await attenteDuService();
  await autre.query('COMMIT');
  expect(await reservation).toMatchObject({
    __typename: 'StockInsuffisant',
    ruptures: [{ produit: { id: '31' }, demande: 3, disponible: 2 }],
  });
  expect(await banc.reprises('serialisation')).toBe(1);
  expect(await banc.ecarts()).toEqual([]);
});

test('whoever changes stock passes through the same retries: a cancellation too', async () => {
  await banc.ouvrir([1, 41, 10]);
  const venteId = randomUUID();
  await banc.reserver(venteId, 1, [ligne(41, 3)]);
  await autre.query(`UPDATE reservation SET modifie_le = now() WHERE vente_id = $1`, [venteId]);
  const avant = await banc.reprises('serialisation');
  const annulation = banc.annuler(venteId);
  await attenteDuService();
  await autre.query('COMMIT');
  expect(await annulation).toEqual({ annulee: true });
  expect(await banc.reprises('serialisation')).toBe(avant + 1);
  expect(await banc.quantites(1, 41)).toEqual({ disponible: 10, reserve: 0 });
});
