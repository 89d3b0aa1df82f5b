import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

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
  expect(() => armCrashPoint(spec)).toThrow('CRASH_POINT must be name:n or parent');
});

test('a process that its parent arms dies at the last point that it was told', async () => {
  const module = new URL('./crash-point.ts', import.meta.url).href;
  const source = `import { armCrashPoint, crashPoint } from '${module}';
    armCrashPoint('parent');
    setInterval(() => undefined, 1_000);
    process.on('message', () => { crashPoint('vente.ici'); crashPoint('vente.ailleurs'); });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const say = async (spec: string) => {
    child.send(spec);
    return once(child, 'message');
  };
  // Sent before it listens: nothing is lost.
  expect(await say('vente.ici:3')).toEqual(['vente.ici:3', undefined]);
  expect(await say('')).toEqual(['', undefined]);
  expect(await say('vente.ailleurs:2')).toEqual(['vente.ailleurs:2', undefined]);
  child.send('vente.ici:1');
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
});
