// Makes what `npm start` and the images run: generated code, dist/ (servers), web/dist (browser).
// --if-stale: says nothing when nothing has changed since the last build.
// --servers-only: leaves the browser's part to Vite's own server.
import { entries } from './build/entries.mjs';
import { hashOf } from './lib/cache.mjs';
import { exists, fromRoot, read } from './lib/project.mjs';
import { mapLimit, run } from './lib/process.mjs';
import { elapsed, runStep } from './lib/steps.mjs';
import { missingTools } from './lib/tools.mjs';
import { runGenerate } from './generate/run.mjs';

/** @typedef {import('./lib/steps.mjs').Step} Step */

const start = performance.now();
const quiet = process.argv.includes('--if-stale');
const serversOnly = process.argv.includes('--servers-only');

const lockOf = () => (exists('package-lock.json') ? ['package-lock.json'] : []);

/** @returns {Step} */
const servers = () => ({
  name: 'servers',
  inputs: () =>
    hashOf([
      ...['packages', 'subgraphs', 'router/src', 'standalone/src', 'pile/src', 'verification/src'],
      ...['scripts/build', ...lockOf()],
    ]),
  outputs: ['dist'],
  work: async () => {
    const points = entries();
    await (await import('./build/bundle.mjs')).writeBundle(points, 'dist');
    return Object.keys(points).join(', ');
  },
});

/** @returns {Step[]} */
const web = () => {
  const hasWeb = exists('web/package.json') && JSON.parse(read('web/package.json')).scripts?.build;
  if (!hasWeb || serversOnly) return [];
  return [
    {
      name: 'web',
      inputs: () =>
        hashOf([
          ...['web', 'packages/fiscalite', 'scripts/build', 'scripts/lib/operations.mjs'],
          ...lockOf(),
        ]),
      outputs: ['web/dist'],
      work: async () => {
        const { code, output } = await run('npm', ['run', '--silent', 'build', '-w', 'web']);
        if (code !== 0) throw new Error(output);
        return `${await (await import('./build/operations.mjs')).writeOperations()} operations`;
      },
    },
  ];
};

async function build() {
  const generated = await runGenerate({ quiet });
  if (generated.includes('failed')) return generated;
  const built = await mapLimit(2, [servers(), ...web()], (step) =>
    runStep(step, { showFresh: !quiet }),
  );
  return [...generated, ...built];
}

const missing = missingTools();
if (missing.length > 0) {
  // An image, or an install for production: what was built is what there is.
  if (!exists('dist/standalone/main.js')) {
    console.error(`build: ${missing.join(', ')} not installed: run \`npm ci\` in ${fromRoot('')}`);
    process.exitCode = 1;
  }
} else {
  if (!quiet) console.log('build');
  const outcomes = await build();
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  if (failed > 0 || outcomes.includes('done') || !quiet) {
    console.log(`build: ${failed === 0 ? 'done' : 'failed'}, ${elapsed(start)}`);
  }
  if (failed > 0) process.exitCode = 1;
}
