import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, test } from '@jest/globals';

import { stopPostmaster } from './postmaster.ts';

const DEAF = `for (const s of ['SIGINT', 'SIGQUIT']) process.on(s, () => undefined);
setInterval(() => undefined, 1_000);
process.stdout.write('deaf');`;
const BINARIES = { postgres: '', initdb: '', pgCtl: '', native: '' };

test('a server that listens to nothing is killed in the end', async () => {
  const child = spawn(process.execPath, ['-e', DEAF], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  const limits = { askedMs: 50, toldMs: 50, killedMs: 30_000 };
  await stopPostmaster(child.pid as number, '/d', BINARIES, {}, limits);
  expect(await ended).toEqual([null, 'SIGKILL']);
});
