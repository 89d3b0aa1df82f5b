// Starts the standalone mode from the built code, building first what is missing or older than its source.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { openFilesFault, ownLimits } from './lib/open-files.mjs';

const fault = openFilesFault(ownLimits());
if (fault !== null) {
  console.error(fault);
  process.exit(1);
}

const build = fileURLToPath(new URL('./build.mjs', import.meta.url));
const built = spawnSync(process.execPath, [build, '--if-stale', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);

// GraphQL's checks for developers are made for every field of every answer.
process.env.NODE_ENV ??= 'production';

// In this very process: Ctrl-C then reaches one program, which stops in order.
await import('../dist/standalone/main.js');
