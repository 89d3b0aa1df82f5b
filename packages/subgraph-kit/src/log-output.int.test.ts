import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from '@jest/globals';

test('a process whose standard output is on a full disk goes on', async () => {
  const script = fileURLToPath(new URL('./fixtures/logging-process.ts', import.meta.url));
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', full, 'pipe'],
    // It hung in its end before, and would again.
    ...{ timeout: 60_000, killSignal: 'SIGKILL' },
  });
  closeSync(full);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: 'still here\n' });
});
