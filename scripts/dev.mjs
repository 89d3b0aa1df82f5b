// Everything, watching, in one terminal: the servers are rebuilt and started again when a source changes, and
// Vite serves the web application with hot reload. Ctrl-C ends both.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { fromRoot } from './lib/project.mjs';

const WATCHED = ['packages', 'subgraphs', 'router', 'standalone', 'verification', 'prisma'];
const SOURCE = /\.(ts|graphql|sql|prisma|json)$/;
const QUIET_MS = 150;

const color = process.stdout.isTTY;
const tag = (/** @type {string} */ name, /** @type {number} */ code) =>
  color ? `\x1b[${code}m${name.padEnd(8)}\x1b[0m` : name.padEnd(8);

/**
 * @param {string} name
 * @param {number} code
 * @param {string[]} args
 */
function start(name, code, args) {
  const child = spawn(process.execPath, args, {
    cwd: fromRoot(''),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches this script alone, which then ends its children in order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      for (const line of text.replace(/\n$/, '').split('\n'))
        console.log(`${tag(name, code)} ${line}`);
    });
  }
  return child;
}

/** @param {import('node:child_process').ChildProcess | undefined} child */
async function end(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

const web = start('web', 36, [
  fromRoot('node_modules/vite/bin/vite.js'),
  'web',
  '--clearScreen=false',
]);
/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let busy = false;
let again = false;

async function restart() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  do {
    again = false;
    await end(server);
    server = start('serveur', 33, [fromRoot('scripts/start.mjs'), '--servers-only']);
  } while (again);
  busy = false;
}

/** @type {NodeJS.Timeout | undefined} */
let timer;
for (const folder of WATCHED) {
  watch(fromRoot(folder), { recursive: true }, (_event, file) => {
    if (!file || !SOURCE.test(file) || /(^|\/)(generated|node_modules)\//.test(file)) return;
    if (/\.test\.ts$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), QUIET_MS);
  });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await Promise.all([end(server), end(web)]);
    process.exit(0);
  });
}
await restart();
