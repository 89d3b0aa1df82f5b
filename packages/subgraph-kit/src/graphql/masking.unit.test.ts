import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';

import { maskError } from './masking.ts';
import { PublicError } from './public-error.ts';

/** An error as it leaves a resolver, masked for the outside. */
function mask(original: Error) {
  const thrown = new GraphQLError(original.message, {
    path: ['vente'],
    originalError: original,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
  return maskError(thrown.toJSON(), thrown);
}

describe('an error on its way out', () => {
  test('that nobody expected says nothing of its cause', () => {
    const masked = mask(new TypeError('motDePasse=secret at /srv/vente.ts:12'));
    expect(JSON.stringify(masked)).not.toMatch(/secret|srv|TypeError/);
    expect(masked).toMatchObject({ path: ['vente'], extensions: { code: 'ERREUR_INTERNE' } });
  });

  test.each<Error>([
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('terminating connection'), { code: '57P01' }),
    Object.assign(new Error('x', { cause: new Error('Connection terminated unexpectedly') })),
    new Error('timeout exceeded when trying to connect'),
  ])('of a database that is away says that it passes: %s', (error) => {
    expect(mask(error).extensions).toEqual({ code: 'SERVICE_INDISPONIBLE' });
  });

  test('that was made to be read is read', () => {
    const error = new PublicError('INTERDIT', 'Cette opération est réservée aux services.');
    expect(maskError(error.toJSON(), error)).toMatchObject({
      message: 'Cette opération est réservée aux services.',
      extensions: { code: 'INTERDIT' },
    });
  });
});
