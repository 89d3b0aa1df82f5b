import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { waitFor, withRedis } from '@caisse/subgraph-kit/test';

import { caissierDe } from '../../support/identites.ts';
import { approvisionner } from '../harnais/caisses.ts';
import { envoyer } from '../harnais/graphql.ts';
import { lireSerie } from '../harnais/series.ts';
import { ouvrirSysteme, type Systeme } from '../harnais/systeme.ts';

const RECHERCHER = readFileSync('tests/e2e/documents/rechercher.graphql', 'utf8');
const PRODUITS = Array.from({ length: 100 }, (_, i) => 2_001 + i);

withRedis(() => {
  let systeme: Systeme;

  beforeAll(async () => {
    systeme = await ouvrirSysteme('rechercher');
    await approvisionner(systeme, 1, PRODUITS, 50);
    // In its first second a process does not believe the cache.
    await waitFor(
      async () => {
        const reponse = await fetch(`${systeme.processus.stock.url}/pret`);
        const { detail } = (await reponse.json()) as { detail: Record<string, string> };
        return detail['stock, cache'] === 'ready';
      },
      { timeoutMs: 20_000 },
    );
  });
  afterAll(() => systeme.fermer());

  interface Vue {
    produits: { nodes: { stock: { disponible: number } | null }[] };
  }

  /** What one search of 100 products costs stock. */
  async function rechercher(): Promise<Record<string, number>> {
    const { stock } = systeme.processus;
    const compter = async () => ({
      statements:
        (await lireSerie(stock, 'sql_statements_total', { methode: 'stock.parCles' })) ?? 0,
      lire: (await lireSerie(stock, 'cache_allers_retours_total', { operation: 'lire' })) ?? 0,
      remplir:
        (await lireSerie(stock, 'cache_allers_retours_total', { operation: 'remplir' })) ?? 0,
    });
    const avant = await compter();
    const { data, errors } = await envoyer<Vue>(
      systeme.url,
      RECHERCHER,
      { recherche: 'Article', magasinId: '1', first: 100 },
      await systeme.identites.entetesDe(caissierDe(1)),
    );
    expect(errors).toBeUndefined();
    expect(data?.produits.nodes).toHaveLength(100);
    expect(data?.produits.nodes.every(({ stock: niveau }) => niveau?.disponible === 50)).toBe(true);
    // The filling is not waited for by whoever asked.
    const attendus = avant.remplir + ((await compter()).statements > avant.statements ? 1 : 0);
    const apres = await waitFor(async () => {
      const vus = await compter();
      return vus.remplir >= attendus && vus;
    });
    return {
      statements: apres.statements - avant.statements,
      lire: apres.lire - avant.lire,
      remplir: apres.remplir - avant.remplir,
    };
  }

  test('a search of 100 products: cold one statement and two round trips, warm none and one', async () => {
    expect(await rechercher()).toEqual({ statements: 1, lire: 1, remplir: 1 });
    expect(await rechercher()).toEqual({ statements: 0, lire: 1, remplir: 0 });
  });
});
