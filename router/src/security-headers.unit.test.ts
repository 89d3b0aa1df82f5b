import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from '@jest/globals';

import { POLICIES, SECURITY_HEADERS } from './security-headers.ts';

const template = readFileSync(resolve('nginx/templates/20-entree.conf.template'), 'utf8');

test('a browser hears the same from this process as from Nginx in front of it', () => {
  for (const policy of Object.values(POLICIES)) expect(template).toContain(`"${policy}"`);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    const line = new RegExp(`add_header ${name} "?([^"\\n]+?)"? always;`, 'i').exec(template);
    expect([name, line?.[1]]).toEqual([name, value]);
  }
});

test('no policy lets the application run a script of a page or of another site', () => {
  for (const policy of [POLICIES.application, POLICIES.graphiql]) {
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('script-src');
    expect(policy).toContain("frame-ancestors 'none'");
  }
});
