// Writes grafana/dashboards from grafana/tableaux; --check says whether they agree.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';
import { fromRoot } from './lib/project.mjs';

const unregister = register();
/** @type {{ fichiers(): ReadonlyMap<string, string> }} */
const { fichiers } = await import(fromRoot('grafana/tableaux/index.ts'));
await unregister();

const folder = fromRoot('grafana/dashboards');
const wanted = fichiers();
const present = readdirSync(folder).filter((name) => name.endsWith('.json'));
const stale = [
  ...present.filter((name) => !wanted.has(name)),
  ...[...wanted]
    .filter(
      ([name, text]) =>
        !present.includes(name) || readFileSync(`${folder}/${name}`, 'utf8') !== text,
    )
    .map(([name]) => name),
];
if (process.argv.includes('--check')) {
  console.log(`grafana: ${wanted.size} dashboards, ${stale.length} out of date`);
  if (stale.length > 0) {
    console.error(`Run \`npm run grafana\`: ${stale.join(', ')}`);
    process.exitCode = 1;
  }
} else {
  for (const name of present) if (!wanted.has(name)) rmSync(`${folder}/${name}`);
  for (const [name, text] of wanted) writeFileSync(`${folder}/${name}`, text);
  console.log(`grafana: ${wanted.size} dashboards, ${stale.length} written`);
}
