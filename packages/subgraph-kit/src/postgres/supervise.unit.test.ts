import { EventEmitter } from 'node:events';
import type { ChildProcess } from 'node:child_process';

import { expect, test } from '@jest/globals';

import { waitFor } from '../test/wait-for.ts';
import { supervise } from './supervise.ts';

const server = (pid: number) =>
  Object.assign(new EventEmitter(), { pid }) as unknown as ChildProcess;

test('a server that does not start again says why once, and is tried again', async () => {
  const first = server(1);
  const said: string[] = [];
  let tries = 0;
  const restart = () => {
    tries += 1;
    return tries < 3
      ? Promise.reject(new Error('disque plein'))
      : Promise.resolve({ child: server(2) });
  };
  const supervised = supervise(
    first,
    restart,
    () => said.push('ended'),
    (error) => said.push((error as Error).message),
  );
  first.emit('exit');
  await waitFor(() => supervised.pid() === 2, { timeoutMs: 30_000 });
  expect(said).toEqual(['ended', 'disque plein']);
  await supervised.end();
});
