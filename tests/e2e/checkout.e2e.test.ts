import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { caissierDe, LOGISTIQUE } from '../support/identites.ts';
import { type Client, createClient } from './support/client.ts';
import { readDocuments } from './support/documents.ts';
import { type RunningStandalone, startStandalone } from './support/standalone.ts';
import { createTill, type Till } from './support/till.ts';

const documents = readDocuments();
let caisse: RunningStandalone;
let client: Client;

beforeAll(async () => {
  caisse = await startStandalone();
  client = createClient(caisse.url);
});

afterAll(() => caisse.dispose());

async function disponible(produitId: string, magasinId: string): Promise<number> {
  const { produits } = await client.run(documents.get('rechercher') ?? '', {
    magasinId,
    first: 100,
  });
  return produits.nodes.find((n: { id: string }) => n.id === produitId).stock.disponible as number;
}

async function laisser(quantite: number, produitId: string, magasinId: string): Promise<void> {
  const lignes = [{ produitId, quantite: (await disponible(produitId, magasinId)) - quantite }];
  const input = { transfertId: randomUUID(), sourceId: magasinId, destinationId: '6', lignes };
  await client.as(LOGISTIQUE).run(documents.get('transferer-stock') ?? '', { input });
  expect(await disponible(produitId, magasinId)).toBe(quantite);
}

describe('the same sale sent ten times at once', () => {
  test('is one sale with ten identical receipts', async () => {
    const till = await createTill(client, '1');
    const panierId = await till.panier([['5', 2]]);
    const input = { venteId: randomUUID(), panierId, paiements: [{ mode: 'CARTE', montant: 230 }] };
    const answers = await Promise.all(Array.from({ length: 10 }, () => till.checkout(input)));
    expect(answers.map((a) => a.__typename)).toEqual(Array(10).fill('CheckoutReussi'));
    expect(new Set(answers.map((a) => JSON.stringify(a.vente))).size).toBe(1);
    expect(answers.filter((a) => !a.rejoue)).toHaveLength(1);
    expect(await disponible('5', '1')).toBe(998);
  });
});

describe('fifty tills after the last unit', () => {
  test('one sells it, forty-nine hear that the stock does not suffice', async () => {
    await laisser(1, '4', '2');
    const till = await createTill(client, '3');
    const paniers = await Promise.all(Array.from({ length: 50 }, () => till.panier([['4', 1]])));
    const answers = await Promise.all(
      paniers.map((panierId) =>
        till.checkout({
          venteId: randomUUID(),
          panierId,
          paiements: [{ mode: 'COMPTANT', montant: 300 }],
        }),
      ),
    );
    const names = answers.map((a) => a.__typename as string);
    expect(names.filter((n) => n === 'CheckoutReussi')).toHaveLength(1);
    const refusals = answers.filter((a) => a.__typename === 'StockInsuffisant');
    expect(refusals).toHaveLength(49);
    for (const refusal of refusals) {
      expect(refusal.ruptures).toEqual([
        { produit: { id: '4', nom: 'Pain' }, demande: 1, disponible: 0 },
      ]);
    }
    expect(await disponible('4', '2')).toBe(0);
  });
});

describe('what a checkout refuses, changing nothing', () => {
  let till: Till;
  const COMPTANT = [{ mode: 'COMPTANT', montant: 100_000 }];

  beforeAll(async () => {
    till = await createTill(client, '5');
  });

  async function refused(
    panierId: string,
    paiements: unknown[],
    more: Record<string, unknown> = {},
  ): Promise<Awaited<ReturnType<Till['checkout']>>> {
    const answer = await till.checkout({ venteId: randomUUID(), panierId, paiements, ...more });
    expect(answer.message).toMatch(/^[A-ZÀÉ].*\.$/s);
    return answer;
  }

  test('an unknown cart, an id that is no cart id, an empty cart', async () => {
    expect(await refused(randomUUID(), COMPTANT)).toMatchObject({ code: 'PANIER_INTROUVABLE' });
    expect(await refused('42', COMPTANT)).toMatchObject({ code: 'PANIER_INTROUVABLE' });
    expect(await refused(await till.panier([]), COMPTANT)).toMatchObject({ code: 'PANIER_VIDE' });
  });

  test('a venteId that is no UUID is a request error', async () => {
    const { errors } = await client.as(caissierDe(3)).send(documents.get('checkout') ?? '', {
      input: { venteId: 'abc', panierId: randomUUID(), paiements: COMPTANT },
    });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('too little, a card above the total, no payment, a negative payment', async () => {
    const panierId = await till.panier([['5', 1]]);
    expect(await refused(panierId, [{ mode: 'COMPTANT', montant: 110 }])).toMatchObject({
      code: 'PAIEMENT_INSUFFISANT',
      manque: 5,
    });
    expect(await refused(panierId, [{ mode: 'CARTE', montant: 116 }])).toMatchObject({
      code: 'PAIEMENT_CARTE_EXCESSIF',
      maximum: 115,
    });
    expect(await refused(panierId, [])).toMatchObject({ code: 'SAISIE_INVALIDE' });
    expect(await refused(panierId, [{ mode: 'CARTE', montant: -115 }])).toMatchObject({
      code: 'SAISIE_INVALIDE',
    });
    // The cart is as free as before: it can still be sold.
    expect(
      await till.checkout({
        venteId: randomUUID(),
        panierId,
        paiements: [{ mode: 'CARTE', montant: 115 }],
      }),
    ).toMatchObject({ __typename: 'CheckoutReussi' });
  });

  test('a cart already sold, under another venteId', async () => {
    const panierId = await till.panier([['1', 1]]);
    await till.checkout({ venteId: randomUUID(), panierId, paiements: COMPTANT });
    expect(await refused(panierId, COMPTANT)).toMatchObject({ code: 'PANIER_INDISPONIBLE' });
  });

  test('a cart of another session', async () => {
    const other = await createTill(client, '6');
    const panierId = await other.panier([['1', 1]]);
    expect(await refused(panierId, COMPTANT, { sessionCaisseId: till.sessionId })).toMatchObject({
      code: 'PANIER_AUTRE_SESSION',
    });
  });

  test('the same venteId with another content', async () => {
    const panierId = await till.panier([['1', 1]]);
    const input = { venteId: randomUUID(), panierId, paiements: COMPTANT };
    await till.checkout(input);
    expect(
      await till.checkout({ ...input, paiements: [{ mode: 'COMPTANT', montant: 200 }] }),
    ).toMatchObject({ code: 'CLE_REUTILISEE' });
  });

  test('more than the stock: all lines stay unsold, and the refusal is remembered', async () => {
    const before = await disponible('1', '3');
    const panierId = await till.panier([
      ['1', 1],
      ['2', 9_999],
    ]);
    const input = {
      venteId: randomUUID(),
      panierId,
      paiements: [{ mode: 'COMPTANT', montant: 9_000_000 }],
    };
    const refusal = await till.checkout(input);
    expect(refusal).toMatchObject({
      code: 'STOCK_INSUFFISANT',
      ruptures: [{ produit: { id: '2' }, demande: 9_999, disponible: 1_000 }],
    });
    expect(await disponible('1', '3')).toBe(before);
    expect(await till.checkout(input)).toEqual(refusal);
  });
});
