import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { expect, test } from '@jest/globals';

import { openFilesFault } from './open-files.mjs';

const limits = (soft: string) =>
  `Limit                     Soft Limit           Hard Limit           Units
Max processes             31000                31000                processes
Max open files            ${soft.padEnd(20)} 1048576              files
`;

test.each(['512', '1048576', 'unlimited'])('%s open files suffice', (soft) => {
  expect(openFilesFault(limits(soft))).toBeNull();
});

test('a system that does not tell its limits is believed to suffice', () => {
  expect(openFilesFault('')).toBeNull();
});

test('npm start says that 64 open files do not suffice, and does nothing', () => {
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', 'ulimit -n 64; exec "$0" "$1"', process.execPath, resolve('scripts/start.mjs')],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(
      /^Le démarrage a échoué : .* 64 fichiers .*ulimit -n 4096\n$/,
    ) as unknown,
  });
});
