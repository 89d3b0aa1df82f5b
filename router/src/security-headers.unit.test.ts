import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from '@jest/globals';

import { POLICIES, SECURITY_HEADERS } from './security-headers.ts';

const template = readFileSync(resolve('nginx/templates/20-entree.conf.template'), 'utf8');

test('a browser hears the same from this process as from Nginx in front of it', () => {
  for (const policy of [POLICIES.application, POLICIES.api]) {
    expect(template).toContain(`"${policy}"`);
  }
  // Pages that try the API out are not on the origin of the tills.
  for (const policy of [POLICIES.graphiql, POLICIES.sandbox])
    expect(template).not.toContain(policy);
  expect(template).toMatch(/location ~ \^\/graphiql \{\s+return 404;/);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    const line = new RegExp(`add_header ${name} "?([^"\\n]+?)"? always;`, 'i').exec(template);
    expect([name, line?.[1]]).toEqual([name, value]);
  }
});

test('no policy lets the application run a script of a page or of another site', () => {
  expect(POLICIES.application).toContain("script-src 'self';");
  expect(POLICIES.application).not.toContain('unsafe');
  expect(POLICIES.application).toContain(
    "require-trusted-types-for 'script'; trusted-types 'none'",
  );
  expect(POLICIES.graphiql).toContain("default-src 'self'");
  expect(POLICIES.graphiql).not.toContain('script-src');
  for (const policy of Object.values(POLICIES)) expect(policy).toContain("frame-ancestors 'none'");
});
