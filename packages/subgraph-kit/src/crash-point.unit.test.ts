import { spawnSync } from 'node:child_process';

import { expect, test } from '@jest/globals';

import { armCrashPoint } from './crash-point.ts';

/** Runs a program of a few lines with the module at hand, in a process that may die. */
function run(program: string) {
  const module = new URL('./crash-point.ts', import.meta.url).href;
  const source = `import { armCrashPoint, crashPoint } from '${module}';\n${program}`;
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

test('the process dies at the n-th passage of the armed point, and of no other', () => {
  const { signal, stdout } = run(`
    armCrashPoint('vente.ici:2');
    for (const name of ['vente.ailleurs', 'vente.ici', 'vente.ailleurs', 'vente.ici', 'vente.ici']) {
      process.stdout.write(name + '\\n');
      crashPoint(name);
    }`);
  expect(signal).toBe('SIGKILL');
  expect(stdout.trim().split('\n')).toHaveLength(4);
});

test('a point that is not armed does nothing', () => {
  expect(run(`crashPoint('vente.ici'); process.stdout.write('vivant')`).stdout).toBe('vivant');
});

test.each(['vente.ici', 'vente.ici:0', ':1', 'vente.ici:un'])('%s arms nothing', (spec) => {
  expect(() => armCrashPoint(spec)).toThrow('CRASH_POINT must be name:n');
});
