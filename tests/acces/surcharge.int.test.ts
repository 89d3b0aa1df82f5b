import { afterEach, describe, expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

const CAISSE = '{ magasins { id } }';
const RAPPORT = '{ rapportVentes(filtre: { du: "2026-01-01", au: "2026-01-02" }) { total } }';

let routeur: RouteurSeul;
/** Lets go of what the subgraphs hold. */
let relacher: () => void;
let enMain: Promise<Response>[] = [];

async function ouvrir(reglages: Record<string, string>): Promise<void> {
  const ouvertes = new Promise<void>((resolve) => (relacher = resolve));
  routeur = await ouvrirRouteurSeul({
    reglages,
    repondre: async (subgraph) => {
      await ouvertes;
      if (subgraph === 'reporting') return { data: { rapportVentes: { total: 0 } } };
      return { data: { magasins: [{ id: '1' }] } };
    },
  });
}

afterEach(async () => {
  relacher();
  await Promise.all(enMain);
  enMain = [];
  await routeur.fermer();
});

const demander = (query: string, entetes: Record<string, string> = {}) =>
  fetch(routeur.url, {
    method: 'POST',
    headers: { ...routeur.entetes, ...entetes },
    body: JSON.stringify({ query }),
  });

/** Requests that subgraphs hold. */
async function retenir(nombre: number, query: string): Promise<void> {
  const attendu = routeur.recus.length + nombre;
  enMain.push(...Array.from({ length: nombre }, () => demander(query)));
  await waitFor(() => routeur.recus.length === attendu);
}

const delestees = async (classe: string) =>
  (await routeur.router.metrics.shed.get()).values.find(({ labels }) => labels.classe === classe)
    ?.value ?? 0;

describe('a router that has too much in hand', () => {
  test('answers the excess at once, and what it has in hand when it can', async () => {
    await ouvrir({ REQUESTS_MAX: '4' });
    await retenir(4, CAISSE);
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const refus = await demander(CAISSE, { accept });
      expect(refus.status).toBe(503);
      expect(refus.headers.get('retry-after')).toBe('1');
      expect(refus.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
      expect(await refus.json()).toMatchObject({
        errors: [
          { message: expect.stringContaining('réessayez'), extensions: { code: 'SURCHARGE' } },
        ],
      });
    }
    expect(routeur.recus).toHaveLength(4);
    expect(await delestees('tout')).toBe(2);
    relacher();
    expect((await Promise.all(enMain)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await demander(CAISSE)).status).toBe(200);
  });

  test('serves tills before reports', async () => {
    await ouvrir({ REQUESTS_MAX: '4', REQUESTS_MAX_REPORTS: '2' });
    await retenir(1, CAISSE);
    await retenir(1, RAPPORT);
    const refus = await demander(RAPPORT);
    expect(refus.status).toBe(503);
    expect(refus.headers.get('retry-after')).toBe('1');
    expect(await refus.json()).toMatchObject({ errors: [{ extensions: { code: 'SURCHARGE' } }] });
    expect(
      (
        await demander(
          '{ ...R } fragment R on Query { rapportVentes(filtre: { du: "2026-01-01", au: "2026-01-02" }) { total } }',
        )
      ).status,
    ).toBe(503);
    await retenir(2, CAISSE);
    expect((await demander(CAISSE)).status).toBe(503);
    expect([await delestees('rapport'), await delestees('tout')]).toEqual([2, 1]);
    relacher();
    await Promise.all(enMain);
    expect((await demander(RAPPORT)).status).toBe(200);
  });

  test('gives every place back, whatever became of the request', async () => {
    await ouvrir({ REQUESTS_MAX: '1' });
    relacher();
    for (const query of [
      '{',
      '{ rien }',
      '{ magasins { id } } { b }',
      CAISSE,
      'mutation { rien }',
    ]) {
      await demander(query);
      expect((await demander(CAISSE)).status).toBe(200);
    }
  });
});
