import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { afterEach, expect, test } from '@jest/globals';

import { waitFor } from './test/wait-for.ts';

const script = fileURLToPath(new URL('./fixtures/ending-process.ts', import.meta.url));
let child: ChildProcess;

afterEach(() => {
  child.kill('SIGKILL');
});

/** Starts the process. @returns its address, and its exit code once it has ended */
async function start(...args: string[]) {
  child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const code = once(child, 'exit').then(([exitCode]) => exitCode as number | null);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await waitFor(() => /ready (\S+)/.exec(output)?.[1], { timeoutMs: 30_000 });
  return { url, code };
}

test('a process that is told to end is not ready at once, still answers, and ends well', async () => {
  const { url, code } = await start('4000', '30000');
  expect((await fetch(`${url}/pret`)).status).toBe(200);
  child.kill('SIGTERM');
  await waitFor(async () => (await fetch(`${url}/pret`)).status === 503);
  expect((await fetch(`${url}/vivant`)).status).toBe(200);
  expect(await code).toBe(0);
});

test('it ends although something hangs', async () => {
  const { code } = await start('0', '200', 'hang');
  child.kill('SIGTERM');
  expect(await code).toBe(1);
});

test('a second signal ends it at once', async () => {
  const { url, code } = await start('60000', '60000');
  child.kill('SIGINT');
  await waitFor(async () => (await fetch(`${url}/pret`)).status === 503);
  child.kill('SIGINT');
  expect(await code).toBe(1);
});
