import { expect, test } from '@jest/globals';

import { readEnvironment, subgraphEnvironment } from './environment.ts';
import { generateDeploymentKeys } from './identity/keys.ts';

const keys = generateDeploymentKeys();
const ENOUGH = {
  IDENTITY_PRIVATE_KEY: keys.privateKeys.vente,
  IDENTITY_PUBLIC_KEYS: keys.publicKeys,
  DATABASE_URL: 'postgresql://localhost/x',
};

test('an environment with what is required gets the defaults of the rest', () => {
  expect(readEnvironment(subgraphEnvironment, ENOUGH)).toMatchObject({
    PORT: 4001,
    LOG_LEVEL: 'info',
    STOCK_URL: 'http://stock:4001/graphql',
  });
});

test('an unusable environment names every variable at fault at once', () => {
  const source = {
    ...ENOUGH,
    IDENTITY_PUBLIC_KEYS: 'personne=cle',
    PORT: 'quatre',
    DATABASE_URL: 'mysql://x',
  };
  const message = () => readEnvironment(subgraphEnvironment, source);
  for (const name of ['IDENTITY_PUBLIC_KEYS', 'PORT', 'DATABASE_URL'])
    expect(message).toThrow(name);
});

test('a variable without a value is one that is not given', () => {
  const source = { ...ENOUGH, OTEL_EXPORTER_OTLP_ENDPOINT: '', PORT: '' };
  expect(readEnvironment(subgraphEnvironment, source)).toMatchObject({ PORT: 4001 });
  const message = () =>
    readEnvironment(subgraphEnvironment, { ...ENOUGH, IDENTITY_PRIVATE_KEY: '' });
  expect(message).toThrow('IDENTITY_PRIVATE_KEY');
});
