// Sells at every till while containers are added, killed, stopped and replaced, and demands that no request fails:
//   docker compose up -d --wait && docker compose run --rm --no-deps migrate node dist/migrate.js --demo
//   ADMIN_MOT_DE_PASSE=… node tests/deploiement/essai.mjs http://127.0.0.1:8080 [--mise-a-jour]
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { caisses } from './caisses.mjs';
import { administrateur } from './personnel.mjs';

const [url = 'http://127.0.0.1:8080'] = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const REQUESTS_PER_SECOND = Number(process.env.DEBIT ?? 30);
const SETTLED_MS = 4_000;

const run = promisify(execFile);
/** @param {string[]} args */
const docker = async (...args) => (await run('docker', args)).stdout.trim();
const compose = (/** @type {string[]} */ ...args) => docker('compose', ...args);
const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
const say = (/** @type {string} */ text) => console.log(`${new Date().toISOString()} ${text}`);

/** @param {string} service */
const replicas = async (service) => (await compose('ps', '-q', service)).split('\n');

/** What a replica has answered, by its own count. @param {string} id */
async function answered(id) {
  const ask =
    'exec 3<>/dev/tcp/127.0.0.1/4001; printf "GET /metrics HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3';
  const metrics = await docker('exec', id, 'bash', '-c', ask);
  return [...metrics.matchAll(/^graphql_operations_total\{.* (\d+)$/gm)]
    .map(([, count]) => Number(count))
    .reduce((sum, count) => sum + count, 0);
}

async function ajouter() {
  await compose('up', '-d', '--no-deps', '--no-recreate', '--wait', '--scale', 'stock=3', 'stock');
  const ids = await replicas('stock');
  const before = await Promise.all(ids.map(answered));
  await settle();
  await settle();
  const counts = (await Promise.all(ids.map(answered))).map((n, i) => n - (before[i] ?? 0));
  say(`stock, three replicas, without a reload: ${counts.join(', ')} operations`);
  if (counts.some((count) => count === 0))
    throw new Error('a replica of stock was left without work');
}

/** @param {string} service @param {string[]} end */
async function perdre(service, ...end) {
  const [id = ''] = await replicas(service);
  const start = performance.now();
  await docker(...end, id);
  say(`${service}: docker ${end.join(' ')}, ${Math.round(performance.now() - start)} ms`);
  await settle();
  await docker('start', id);
  await settle();
}

async function evenements() {
  await settle();
  await ajouter();
  for (const service of ['stock', 'vente', 'router']) await perdre(service, 'kill', '-s', 'KILL');
  for (const service of ['stock', 'vente', 'router', 'caisse']) await perdre(service, 'stop');
  if (process.argv.includes('--mise-a-jour')) {
    await run('bash', ['deploiement/mise-a-jour.sh'], { maxBuffer: 1e8 });
    say('every service replaced');
  }
  await settle();
}

const tills = caisses(url, await administrateur());
let over = false;
const selling = tills.run(() => !over, REQUESTS_PER_SECOND);
try {
  await Promise.race([
    evenements(),
    selling.then(() => Promise.reject(new Error('no till sells'))),
  ]);
} catch (error) {
  process.exitCode = 1;
  say(String(error));
}
over = true;
await selling;
const { requetes, echecs, reprises, ventes, raisons, durees } = tills.bilan;
durees.sort((a, b) => a - b);
const at = (/** @type {number} */ q) => Math.round(durees[Math.floor(durees.length * q)] ?? 0);
for (const raison of raisons) say(raison);
say(
  `${requetes} requests, ${ventes} sales, ${reprises} sent again, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
);
say(`${echecs} failed`);
if (echecs > 0 || raisons.length > 0) process.exitCode = 1;
