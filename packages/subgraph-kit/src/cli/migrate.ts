import { join } from 'node:path';

import { z } from 'zod';

import { readEnvironment } from '../environment.ts';
import { applyMigrations, describeHolders, loadDemo } from '../migrations/index.ts';
import { projectRoot } from '../project-root.ts';
import { SUBGRAPHS } from '../transport/transport.ts';

/** `--demo` also loads the demo data, once: for a trial, never where real sales are kept. */
const demo = process.argv.includes('--demo');

/** One database per subgraph: `PRODUIT_DATABASE_URL`, … Those that are not set are left alone. */
const schema = z.object(
  Object.fromEntries(
    SUBGRAPHS.map((name) => [
      `${name.toUpperCase()}_DATABASE_URL`,
      z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    ]),
  ),
);

const environment = readEnvironment(schema, process.env);
const targets = SUBGRAPHS.flatMap((name) => {
  const url = environment[`${name.toUpperCase()}_DATABASE_URL`];
  return url === undefined ? [] : [{ name, url }];
});

if (targets.length === 0) {
  console.error(
    `No database is named: set ${Object.keys(schema.shape).join(', ')}, or some of them.\n` +
      'The standalone mode (npm start) migrates its own databases by itself.',
  );
  process.exit(1);
}
for (const { name, url } of targets) {
  const directory = join(projectRoot(), 'prisma', name);
  const applied = await applyMigrations(
    { url, directory: join(directory, 'migrations') },
    {
      onWait: ({ migration, waitedMs, holders }) => {
        const open = describeHolders(holders) || 'none';
        const seconds = Math.round(waitedMs / 1000);
        console.log(
          `${name}: ${migration} waits for a lock (${seconds} s); open transactions: ${open}`,
        );
      },
    },
  );
  const said = [applied.length > 0 ? applied.join(', ') : 'up to date'];
  if (demo && (await loadDemo({ url, file: join(directory, 'demo.sql') }))) said.push('demo data');
  console.log(`${name}: ${said.join('; ')}`);
}
