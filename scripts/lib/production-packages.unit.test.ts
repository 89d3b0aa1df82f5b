import { expect, test } from '@jest/globals';

import { packageList, productionPackages, withPackageList } from './production-packages.mjs';

const LOCK = {
  packages: {
    '': { version: '0.1.0' },
    router: { version: '0.1.0' },
    'node_modules/@caisse/router': { link: true },
    'node_modules/pg': { version: '8.23.1' },
    'node_modules/@apollo/server': { version: '5.5.1' },
    'node_modules/@apollo/gateway': { version: '2.14.4' },
    'node_modules/@apollo/gateway/node_modules/pg': { version: '8.0.0' },
    'router/node_modules/pg': { version: '8.23.1' },
    'node_modules/autre-nom': { name: 'vrai-nom', version: '1.0.0' },
    'node_modules/jest': { version: '30.0.0', dev: true },
  },
};

test('what is installed without development packages is named once for each version', () => {
  expect(productionPackages(LOCK)).toEqual([
    '@apollo/gateway 2.14.4',
    '@apollo/server 5.5.1',
    'pg 8.0.0',
    'pg 8.23.1',
    'vrai-nom 1.0.0',
  ]);
});

test('a line is a scope, or a first letter', () => {
  expect(packageList(productionPackages(LOCK))).toBe(
    '- @apollo/gateway 2.14.4, @apollo/server 5.5.1\n- pg 8.0.0, pg 8.23.1\n- vrai-nom 1.0.0',
  );
});

test('a document gets the list between its marks, whatever was there', () => {
  const written = (list: string, before: string) => withPackageList(before, list);
  const empty =
    'A\n\n<!-- packages: written by `npm run paquets`; do not edit -->\n<!-- /packages -->\n\nB\n';
  const once = written('- a 1', empty);
  expect(once).toContain('-->\n\n- a 1\n\n<!-- /packages -->\n\nB\n');
  expect(written('- b 2', once)).toBe(once.replace('- a 1', '- b 2'));
  expect(() => withPackageList('A', '')).toThrow('lacks');
});
