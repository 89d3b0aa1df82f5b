// Starts the whole deployment as processes of this machine (pile/), building first what is missing or stale.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('./build.mjs', import.meta.url));
const built = spawnSync(process.execPath, [build, '--if-stale'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

// In this very process: Ctrl-C then reaches one program, which stops in order.
await import('../dist/pile/main.js');
