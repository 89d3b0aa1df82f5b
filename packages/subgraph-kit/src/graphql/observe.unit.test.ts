import { describe, expect, test } from '@jest/globals';
import { buildSchema, graphql } from 'graphql';

import { readContext } from '../context.ts';
import { nobodyWaits } from '../http/client-gone.ts';
import { createLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import type { GraphQLAnswer } from '../transport/transport.ts';
import { nameIn, observe } from './observe.ts';
import { measureRootFields } from './root-fields.ts';

const VENTE = '0199a0c0-5a7e-7c3e-9d52-2f6a1f0f4a11';

function bench() {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('vente', 'info', {
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const metrics = createMetrics('vente');
  const context = readContext(
    {},
    {
      logger,
      identity: { issuer: 'router', scopes: new Set() },
      signal: nobodyWaits(),
      variables: { input: { venteId: VENTE } },
    },
  );
  const answer = (operationName: string | undefined, given: GraphQLAnswer, query = '{ x }') =>
    observe(metrics, { query, ...(operationName && { operationName }) }, context, () =>
      Promise.resolve(given),
    );
  const counted = async (labels: Record<string, string>) =>
    (await metrics.operations.get()).values.find(({ labels: own }) =>
      Object.entries(labels).every(
        ([name, value]) => (own as Record<string, unknown>)[name] === value,
      ),
    )?.value;
  return { lines, metrics, context, answer, counted };
}

describe('an operation', () => {
  test('leaves one line, with its ids and its trace, and is counted by its outcome', async () => {
    const { lines, context, answer, counted } = bench();
    await answer('Checkout', { data: {} });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      ...{ level: 'info', service: 'vente', operation: 'Checkout', resultat: 'succes' },
      ...{
        venteId: VENTE,
        requestId: context.requestId,
        traceId: context.traceparent.slice(3, 35),
      },
    });
    expect(await counted({ operation: 'Checkout', resultat: 'succes' })).toBe(1);
  });

  test('that failed by its caller’s fault is not counted among the errors', async () => {
    const { answer, counted } = bench();
    const error = (code: string) => ({ message: '', extensions: { code } });
    await answer('Vente', { errors: [error('GRAPHQL_VALIDATION_FAILED')] });
    await answer('Vente', { errors: [error('INTERDIT')] });
    await answer('Vente', { errors: [error('INTERDIT'), error('ERREUR_INTERNE')] });
    await answer('Vente', { data: { vente: null }, errors: [error('SERVICE_INDISPONIBLE')] });
    expect(await counted({ operation: 'Vente', resultat: 'rejet' })).toBe(2);
    expect(await counted({ operation: 'Vente', resultat: 'erreur' })).toBe(2);
  });

  test('is counted when it breaks, and is in flight no longer', async () => {
    const { metrics, context, counted } = bench();
    const broken = observe(metrics, { query: '{ x }' }, context, () =>
      Promise.reject(new Error('panne')),
    );
    expect((await metrics.inFlight.get()).values[0]?.value).toBe(1);
    await expect(broken).rejects.toThrow('panne');
    expect((await metrics.inFlight.get()).values[0]?.value).toBe(0);
    expect(await counted({ operation: 'anonyme', resultat: 'erreur' })).toBe(1);
  });

  test('has the name that its document gives it, when the request does not repeat it', async () => {
    const { answer, counted } = bench();
    await answer(undefined, { data: {} }, '\n  mutation Checkout($i: I!) { checkout(input: $i) }');
    expect(await counted({ operation: 'Checkout', resultat: 'succes' })).toBe(1);
    expect(nameIn('{ magasins { id } }')).toBeUndefined();
  });

  test('that polls leaves no line at this level', async () => {
    const { lines, answer, counted } = bench();
    await answer('LireEvenementsVente', { data: {} });
    expect(lines).toEqual([]);
    expect(await counted({ operation: 'LireEvenementsVente' })).toBe(1);
  });
});

describe('root fields', () => {
  const schema = buildSchema(`
    interface Erreur { code: String! message: String! }
    type Refus implements Erreur { code: String! message: String! }
    type Fait { id: ID! }
    union Resultat = Fait | Refus
    type Query { bon: Resultat mauvais: Resultat casse: Resultat tard: Resultat }
  `);
  const metrics = createMetrics('essai');
  measureRootFields(schema, metrics);
  const rootValue = {
    bon: { __typename: 'Fait', id: '1' },
    mauvais: { __typename: 'Refus', code: 'X', message: 'Y' },
    casse: () => {
      throw new Error('panne');
    },
    tard: () => Promise.resolve({ __typename: 'Refus', code: 'X', message: 'Y' }),
  };

  test('are counted by outcome; a failure that is data is a refusal', async () => {
    const source =
      '{ bon { __typename } b: mauvais { __typename } casse { __typename } tard { __typename } }';
    const { errors } = await graphql({ schema, source, rootValue });
    expect(errors).toHaveLength(1);
    const { values } = await metrics.rootFields.get();
    expect(values.map(({ labels, value }) => [labels.champ, labels.resultat, value])).toEqual(
      expect.arrayContaining([
        ['Query.bon', 'succes', 1],
        ['Query.mauvais', 'refus', 1],
        ['Query.casse', 'erreur', 1],
        ['Query.tard', 'refus', 1],
      ]),
    );
    expect(values).toHaveLength(4);
  });
});
