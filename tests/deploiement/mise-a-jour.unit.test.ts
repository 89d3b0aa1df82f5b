import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { SUBGRAPHS } from '@caisse/subgraph-kit';

/** Writes down what it is asked, and says that each service has two replicas. */
const DOCKER = `#!/bin/sh
echo "$*" >> "$TRACE"
case "$*" in *" ps -q "*) printf 'a\\nb\\n' ;; esac
`;

/** What the script asks of the container engine, call by call. */
function calls(...args: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'caisse-mise-a-jour-'));
  try {
    const trace = join(folder, 'trace');
    for (const [name, script] of Object.entries({ docker: DOCKER, sleep: '#!/bin/sh\n' })) {
      writeFileSync(join(folder, name), script);
      chmodSync(join(folder, name), 0o755);
    }
    const { status, stderr } = spawnSync('bash', ['deploiement/mise-a-jour.sh', ...args], {
      env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, TRACE: trace },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return readFileSync(trace, 'utf8').trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The services in the order in which they are replaced. */
const replaced = (asked: string[]) =>
  asked.flatMap((call) => / up .* --scale (\w+)=4 \1$/.exec(call)?.[1] ?? []);

/** Who asks whom: a service has a client for each that it asks. */
const ASKED = SUBGRAPHS.flatMap((asking) =>
  readdirSync(`subgraphs/${asking}/src`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === 'clients')
    .flatMap(() => readdirSync(`subgraphs/${asking}/src/clients`))
    .flatMap((file) => SUBGRAPHS.filter((asked) => file === `${asked}-client.ts`))
    .map((asked) => ({ asking, asked })),
);

test('a service is replaced before those that ask it, and consumers before the writer of the log', () => {
  const order = replaced(calls());
  expect(order.toSorted()).toEqual([...SUBGRAPHS, 'router', 'verification'].toSorted());
  expect(ASKED).toContainEqual({ asking: 'panier', asked: 'produit' });
  const before = (first: string, then: string) => order.indexOf(first) < order.indexOf(then);
  expect(ASKED.filter(({ asking, asked }) => !before(asked, asking))).toEqual([]);
  for (const consumer of ['stock', 'panier', 'reporting'])
    expect(before(consumer, 'vente')).toBe(true);
  for (const name of SUBGRAPHS) expect(before(name, 'router')).toBe(true);
});

test('the databases are migrated before anything is replaced', () => {
  const asked = calls();
  const first = asked.findIndex((call) => call.includes('--scale'));
  expect(asked.slice(0, first).filter((call) => call.includes(' run '))).toEqual([
    'compose run --rm bases',
    'compose run --rm --no-deps migrate',
    'compose run --rm --no-deps droits',
    'compose run --rm --no-deps web',
  ]);
});

test('the version before comes back the other way round, on the databases as they are', () => {
  const asked = calls('--retour');
  expect(replaced(asked)).toEqual(replaced(calls()).toReversed());
  expect(asked.filter((call) => call.includes('migrate'))).toEqual([]);
});
