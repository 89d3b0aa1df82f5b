import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { compose, overlay } from './support/compose.ts';

describe('tls.yml', () => {
  test('publishes HTTPS in the place of plain HTTP, not beside it', () => {
    const text = readFileSync('deploiement/tls.yml', 'utf8');
    expect(text).toMatch(/ports: !override \['[^']*:8443'\]/);
    expect(text).not.toContain(':8080');
    expect(text).toMatch(/NGINX_TLS: oui/);
  });
});

describe('tls-donnees.yml', () => {
  const { services, secrets } = overlay('tls-donnees.yml');
  const CA = '/run/secrets/donnees_ca';
  const addresses = (environment: Record<string, unknown> = {}) =>
    Object.entries(environment).filter(([, value]) => /^(postgresql|rediss?):/.test(String(value)));

  test('changes every address of PostgreSQL and Redis, and nothing of it but TLS', () => {
    for (const [name, { environment }] of Object.entries(compose.services)) {
      const expected = addresses(environment).map(([variable, value]) => [
        variable,
        String(value).startsWith('redis:')
          ? String(value).replace('redis:', 'rediss:')
          : `${String(value)}?sslmode=verify-full&sslrootcert=${CA}`,
      ]);
      expect({ name, is: addresses(services[name]?.environment) }).toEqual({ name, is: expected });
      if (expected.length === 0) continue;
      expect(services[name]?.secrets).toContain('donnees_ca');
      const redis = expected.some(([variable]) => variable === 'REDIS_URL');
      expect(services[name]?.environment?.['REDIS_CA_FILE']).toBe(redis ? CA : undefined);
    }
  });

  test('has the scripts of the databases check who answers', () => {
    for (const name of ['bases', 'droits'])
      expect(services[name]?.environment).toEqual({ PGSSLMODE: 'verify-full', PGSSLROOTCERT: CA });
  });

  test('leaves neither server a way without TLS', () => {
    expect(services['redis']?.command?.join(' ')).toMatch(/--port 0 --tls-port 6379/);
    const rules = readFileSync('deploiement/pg_hba.conf', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/\s+/)[0]);
    expect(rules).toEqual(['local', 'local', 'hostssl']);
    expect(Object.keys(secrets).sort()).toEqual(
      ['donnees_ca', 'postgres_certificat', 'postgres_cle', 'redis_certificat', 'redis_cle'].sort(),
    );
  });
});
