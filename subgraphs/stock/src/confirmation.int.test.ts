import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { type EvenementVente } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { type Banc, creerBanc } from './test/banc.ts';
import { venteAnnulee, venteValidee } from './test/evenements.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

const ligne = (produitId: number, quantite: number) => ({ produitId, quantite });

async function etat(venteId: string): Promise<string | undefined> {
  const [ligneLue] = await banc.database.query<{ etat: string }>(
    'SELECT etat FROM reservation WHERE vente_id = $1',
    [venteId],
  );
  return ligneLue?.etat;
}

/** Applies a slice as one replica of the consumer would. */
function appliquer(evenements: EvenementVente[], de: string | null, a: string) {
  const payees = evenements.filter(({ type }) => type === 'VenteValidee');
  const venteIds = payees.map(({ charge }) => charge.venteId);
  return banc.evenements.appliquer({ venteIds, ecartes: [] }, de, a);
}

describe('a slice of the sales log', () => {
  afterEach(() =>
    banc.database.query(`UPDATE consommateur SET curseur = NULL WHERE nom = 'ventes'`),
  );

  test('makes the goods of paid sales leave the reserve', async () => {
    await banc.ouvrir([1, 101, 10], [2, 101, 10]);
    const ventes = [randomUUID(), randomUUID(), randomUUID()] as const;
    await banc.reserver(ventes[0], 1, [ligne(101, 2)]);
    await banc.reserver(ventes[1], 1, [ligne(101, 3)]);
    await banc.reserver(ventes[2], 2, [ligne(101, 4)]);
    await appliquer(ventes.map(venteValidee), null, 'a');
    expect(await banc.quantites(1, 101)).toEqual({ disponible: 5, reserve: 0 });
    expect(await banc.quantites(2, 101)).toEqual({ disponible: 6, reserve: 0 });
    expect(await etat(ventes[2])).toBe('CONFIRMEE');
    expect(await banc.evenements.position()).toBe('a');
  });

  test('is applied once: not from a cursor that has moved, nor a sale confirmed before', async () => {
    await banc.ouvrir([1, 111, 10]);
    const [premiere, seconde] = [randomUUID(), randomUUID()];
    await banc.reserver(premiere, 1, [ligne(111, 2)]);
    await banc.reserver(seconde, 1, [ligne(111, 1)]);
    const evenement = venteValidee(premiere);
    expect(await appliquer([evenement], null, 'a')).toMatchObject({ applique: true });
    expect(await appliquer([evenement], null, 'a')).toMatchObject({ applique: false });
    expect(await appliquer([venteValidee(seconde)], null, 'a')).toMatchObject({ applique: false });
    expect(await banc.quantites(1, 111)).toEqual({ disponible: 7, reserve: 1 });
    await appliquer([evenement, venteValidee(seconde)], 'a', 'b');
    expect(await banc.quantites(1, 111)).toEqual({ disponible: 7, reserve: 0 });
    await appliquer([venteValidee(premiere)], 'b', 'c');
    expect(await banc.quantites(1, 111)).toEqual({ disponible: 7, reserve: 0 });
  });

  test('is applied by one of several replicas that read it at once', async () => {
    await banc.ouvrir([1, 121, 10]);
    const venteId = randomUUID();
    await banc.reserver(venteId, 1, [ligne(121, 2)]);
    const lot = [venteValidee(venteId)];
    const resultats = await Promise.all([1, 2, 3, 4].map(() => appliquer(lot, null, 'a')));
    expect(resultats.filter(({ applique }) => applique)).toHaveLength(1);
    expect(await banc.quantites(1, 121)).toEqual({ disponible: 8, reserve: 0 });
  });

  test('moves nothing for a cancelled sale, whose goods came back another way', async () => {
    await banc.ouvrir([1, 131, 10]);
    const venteId = randomUUID();
    await banc.reserver(venteId, 1, [ligne(131, 2)]);
    await banc.retourner(randomUUID(), venteId, 1, [ligne(131, 2)]);
    await appliquer([venteValidee(venteId), venteAnnulee(venteId)], null, 'a');
    expect(await banc.quantites(1, 131)).toEqual({ disponible: 10, reserve: 0 });
  });

  test('tells of paid sales without a reservation, and goes on', async () => {
    await banc.ouvrir([1, 141, 10]);
    const [inconnue, annulee, bonne] = [randomUUID(), randomUUID(), randomUUID()];
    await banc.annuler(annulee);
    await banc.reserver(bonne, 1, [ligne(141, 2)]);
    const { anomalies } = await appliquer([inconnue, annulee, bonne].map(venteValidee), null, 'a');
    expect([...anomalies].sort()).toEqual([inconnue, annulee].sort());
    expect(await banc.quantites(1, 141)).toEqual({ disponible: 8, reserve: 0 });
  });
});

test('a confirmed reservation can no longer be cancelled', async () => {
  await banc.ouvrir([1, 151, 10]);
  const venteId = randomUUID();
  await banc.reserver(venteId, 1, [ligne(151, 2)]);
  await appliquer([venteValidee(venteId)], null, 'x');
  expect(await banc.annuler(venteId)).toEqual({ annulee: false });
  expect(await banc.quantites(1, 151)).toEqual({ disponible: 8, reserve: 0 });
  await banc.database.query(`UPDATE consommateur SET curseur = NULL WHERE nom = 'ventes'`);
});

test('the running service follows the log of vente to its end', async () => {
  await banc.ouvrir([1, 161, 1_000]);
  const ventes = Array.from({ length: 250 }, () => randomUUID());
  for (const venteId of ventes) await banc.reserver(venteId, 1, [ligne(161, 2)]);
  banc.journal.push(...ventes.map(venteValidee));
  await banc.stock.start();
  await waitFor(async () => (await banc.evenements.position()) === '250');
  expect(await banc.quantites(1, 161)).toEqual({ disponible: 500, reserve: 0 });
  expect(await banc.ecarts()).toEqual([]);
});
