import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type CacheStore, memoryStore } from '@caisse/subgraph-kit';
import { countSqlStatements } from '@caisse/subgraph-kit/test';

import { type Banc, creerBanc } from './test/banc.ts';

const SOURCES = import.meta.dirname;

/** Keys that the replicas have published, in their order. */
const publies: string[] = [];
const memoire = memoryStore();
const cache: CacheStore = {
  ...memoire,
  publier(publications) {
    publies.push(...publications.map(({ key }) => key));
    return memoire.publier(publications);
  },
};

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc(cache);
});

afterAll(() => banc.fermer());

/** The lines of the README's table: what each write publishes. */
function promesses(): Map<string, string[]> {
  const readme = readFileSync(join(SOURCES, '..', 'README.md'), 'utf8');
  const [, section = ''] = readme.split('## The cache');
  const lignes = section.split('## ')[0]?.matchAll(/^\| `(\w+)` +\|(.*)\|$/gm) ?? [];
  return new Map(
    [...lignes].map(([, nom = '', reste = '']) => [nom, reste.split('|').map((c) => c.trim())]),
  );
}

/** The SQL functions that the sources call through `ecrire`. */
function ecritures(): string[] {
  const textes = readdirSync(join(SOURCES, 'data'))
    .filter((f) => f.endsWith('-repository.ts'))
    .map((f) => readFileSync(join(SOURCES, 'data', f), 'utf8'));
  return textes.flatMap((texte) =>
    [...texte.matchAll(/ecrire<[^>]+>\(\s*Prisma\.sql`[^`]*?SELECT (\w+)\(/g)].map(
      ([, nom = '']) => nom,
    ),
  );
}

const MAGASIN = 3;
const ligne = (produitId: number, quantite: number) => ({ produitId, quantite });
let produits = 1_000;

/** A write: how it is done for the first time and again, and how it is refused; each with what it is about. */
interface Geste {
  faire(): Promise<unknown>;
  refuser?(): Promise<unknown>;
}

/** Prepares each write on two products of its own. */
const GESTES: Record<string, (a: number, b: number) => Promise<Geste> | Geste> = {
  reserver_stock(a, b) {
    const vente = randomUUID();
    return {
      faire: () => banc.reserver(vente, MAGASIN, [ligne(a, 2), ligne(b, 1)]),
      refuser: () => banc.reserver(randomUUID(), MAGASIN, [ligne(a, 1), ligne(b, 1_000)]),
    };
  },
  reserver_stock_lot(a, b) {
    // Those that come while another writes the same levels go in one call.
    const ventes = Array.from({ length: 20 }, () => randomUUID());
    return {
      faire: () =>
        Promise.all(ventes.map((v) => banc.reserver(v, MAGASIN, [ligne(a, 1), ligne(b, 1)]))),
      refuser: () =>
        Promise.all(
          ventes.map(() => banc.reserver(randomUUID(), MAGASIN, [ligne(a, 1), ligne(b, 1_000)])),
        ),
    };
  },
  async annuler_reservation(a, b) {
    const vente = randomUUID();
    await banc.reserver(vente, MAGASIN, [ligne(a, 2), ligne(b, 1)]);
    return {
      faire: () => banc.annuler(vente),
      refuser: () => banc.annuler(randomUUID()),
    };
  },
  async retourner_stock(a, b) {
    const [annulation, vente] = [randomUUID(), randomUUID()];
    await banc.reserver(vente, MAGASIN, [ligne(a, 2), ligne(b, 1)]);
    return { faire: () => banc.retourner(annulation, vente, MAGASIN, [ligne(a, 2), ligne(b, 1)]) };
  },
  transferer_stock(a, b) {
    const id = randomUUID();
    return {
      faire: () => banc.transferer(id, MAGASIN, 4, [ligne(a, 2), ligne(b, 1)]),
      refuser: () => banc.transferer(randomUUID(), MAGASIN, 4, [ligne(a, 1), ligne(b, 1_000)]),
    };
  },
  async suivre_ventes(a, b) {
    const vente = randomUUID();
    await banc.reserver(vente, MAGASIN, [ligne(a, 2), ligne(b, 1)]);
    const de = await banc.evenements.position();
    const tranche = { venteIds: [vente], ecartes: [] };
    return { faire: () => banc.evenements.appliquer(tranche, de, randomUUID()) };
  },
  async reprendre_ecartes(a, b) {
    const vente = randomUUID();
    await banc.reserver(vente, MAGASIN, [ligne(a, 2), ligne(b, 1)]);
    return { faire: () => banc.evenements.reprendre([randomUUID()], [vente]) };
  },
};

/** What a cell of the table says, in keys. */
function cles(cellule = '', a: number, b: number): string[] {
  const dans = (magasin: number) => [`stk:${magasin}:${a}`, `stk:${magasin}:${b}`];
  const connues: Record<string, string[]> = {
    'each line': dans(MAGASIN),
    'each line, twice': [...dans(MAGASIN), ...dans(4)],
    nothing: [],
  };
  const cles = connues[cellule];
  if (!cles) throw new Error(`The table says "${cellule}", which this test does not know`);
  return cles;
}

async function publiesPar(geste: () => Promise<unknown>): Promise<string[]> {
  const avant = publies.length;
  await geste();
  return [...new Set(publies.slice(avant))].sort();
}

test('the table of the README names every function that writes', () => {
  expect([...promesses().keys()].sort()).toEqual(ecritures().sort());
});

test.each([...promesses()])(
  '%s publishes what the README says',
  async (nom, [fait, refait, refuse]) => {
    const [a, b] = [(produits += 1), (produits += 1)];
    await banc.ouvrir([MAGASIN, a, 100], [MAGASIN, b, 100]);
    const geste = await GESTES[nom]?.(a, b);
    if (!geste) throw new Error(`This test does not know how to ${nom}`);
    expect(await publiesPar(() => geste.faire())).toEqual(cles(fait, a, b).sort());
    expect(await publiesPar(() => geste.faire())).toEqual(cles(refait, a, b).sort());
    if (geste.refuser)
      expect(await publiesPar(() => geste.refuser?.() ?? Promise.resolve())).toEqual(
        cles(refuse, a, b).sort(),
      );
  },
);

describe('levels read through the cache', () => {
  const ENTITES = /* GraphQL */ `
    query ($cles: [_Any!]!) {
      _entities(representations: $cles) {
        ... on Produit {
          stock(magasinId: "3") {
            disponible
            reserve
          }
        }
      }
    }
  `;
  type Lu = { stock: { disponible: number; reserve: number } | null };
  const lire = async (...ids: number[]) => {
    const cles = ids.map((id) => ({ __typename: 'Produit', id: String(id) }));
    const { _entities } = await banc.demander<{ _entities: Lu[] }>(ENTITES, { cles });
    return _entities.map(({ stock }) => stock);
  };
  const envoyes = () => countSqlStatements(banc.stock);

  test('a page of 100 is one statement the first time, and none the next', async () => {
    const ids = Array.from({ length: 100 }, (_, i) => 5_000 + i);
    await banc.ouvrir(...ids.map((id): [number, number, number] => [MAGASIN, id, id]));
    const avant = await envoyes();
    const premiere = await lire(...ids);
    expect(premiere[99]).toEqual({ disponible: 5_099, reserve: 0 });
    expect(await envoyes()).toBe(avant + 1);
    expect(await lire(...ids)).toEqual(premiere);
    expect(await envoyes()).toBe(avant + 1);
  });

  test('what one replica wrote another reads at once', async () => {
    await banc.ouvrir([MAGASIN, 6_001, 10]);
    expect(await lire(6_001, 6_002)).toEqual([{ disponible: 10, reserve: 0 }, null]);
    await banc.reservations.reserver(
      { venteId: randomUUID(), magasinId: MAGASIN, lignes: [{ produitId: 6_001, quantite: 4 }] },
      'test',
    );
    const avant = await envoyes();
    expect(await lire(6_001)).toEqual([{ disponible: 6, reserve: 4 }]);
    expect(await envoyes()).toBe(avant);
    // A pair that nobody held was remembered as such: a transfer makes it.
    await banc.ouvrir([4, 6_002, 5]);
    await banc.transferer(randomUUID(), 4, MAGASIN, [ligne(6_002, 5)]);
    expect(await lire(6_002)).toEqual([{ disponible: 5, reserve: 0 }]);
  });

  test('a sale is decided by the row, whatever the cache says', async () => {
    await banc.ouvrir([MAGASIN, 7_001, 1]);
    await lire(7_001);
    await memoire.publier([{ key: `stk:${MAGASIN}:7001`, version: 99, payload: '[50,0,10,100]' }]);
    expect(await lire(7_001)).toEqual([{ disponible: 50, reserve: 0 }]);
    expect(await banc.reserver(randomUUID(), MAGASIN, [ligne(7_001, 2)])).toMatchObject({
      __typename: 'StockInsuffisant',
      ruptures: [{ demande: 2, disponible: 1 }],
    });
  });
});
