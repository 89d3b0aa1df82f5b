// Everything that must hold before a commit, and exactly what CI runs. All steps run even when one
// fails: a person wants the whole list.
import { hashOf } from './lib/cache.mjs';
import { SUBGRAPHS, exists } from './lib/project.mjs';
import { mapLimit, runNode } from './lib/process.mjs';
import { elapsed, runStep } from './lib/steps.mjs';
import { prisma, prismaSchema } from './generate/prisma-client.mjs';

/** @typedef {import('./lib/steps.mjs').Step} Step */

const CACHE = 'node_modules/.cache';
const start = performance.now();

/**
 * @param {string} name @param {string} file @param {string[]} [args]
 * @returns {Step}
 */
const tool = (name, file, args = []) => ({
  name,
  work: async () => {
    const { code, output } = await runNode(file, args);
    if (code !== 0) throw new Error(output || `${file} ended with code ${code}`);
    // A tool of ours that succeeds says in one line what it found.
    const said = output
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^[^:]+: /, '');
    return file.startsWith('scripts/') ? said : undefined;
  },
});

/** @param {string} name @param {string} project */
const typecheck = (name, project) =>
  tool(name, 'node_modules/typescript/bin/tsc', [
    ...['-p', project, '--noEmit', '--incremental'],
    ...['--tsBuildInfoFile', `${CACHE}/tsc/${name.replaceAll(' ', '-')}.tsbuildinfo`],
  ]);

// The longest first: two run at a time.
const steps = [
  tool('eslint', 'node_modules/eslint/bin/eslint.js', [
    ...['.', '--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/eslint/`],
  ]),
  typecheck('tsc', 'tsconfig.json'),
  ...(exists('web/tsconfig.json') ? [typecheck('tsc web', 'web/tsconfig.json')] : []),
  typecheck('tsc scripts', 'scripts/tsconfig.json'),
  tool('layers (dependency-cruiser)', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
    ...[
      'packages',
      'subgraphs',
      'router',
      'standalone',
      'pile',
      'verification',
      'web',
      'tests',
    ].filter(exists),
  ]),
  tool('prettier', 'node_modules/prettier/bin/prettier.cjs', [
    ...['.', '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content'],
    ...['--cache-location', `${CACHE}/prettier/caisse`],
  ]),
  tool('supergraph up to date', 'scripts/compose.mjs', ['--check']),
  tool('breaking changes', 'scripts/check-breaking.mjs'),
  tool('dashboards up to date', 'scripts/grafana.mjs', ['--check']),
  tool('access table up to date', 'scripts/acces.mjs', ['--check']),
  tool('glossary', 'scripts/check-glossary.mjs'),
  tool('resolver files', 'scripts/check-resolvers.mjs'),
  tool('lock has every platform', 'scripts/lock.mjs', ['--check']),
  tool('packages of production', 'scripts/paquets.mjs', ['--check']),
  ...SUBGRAPHS.filter((subgraph) => exists(prismaSchema(subgraph))).map((subgraph) => ({
    name: `prisma validate ${subgraph}`,
    inputs: () => hashOf([prismaSchema(subgraph), 'node_modules/prisma/package.json']),
    work: () => prisma('validate', subgraph),
  })),
  tool('.env.example', 'scripts/generate-env.mjs', ['--check']),
];

console.log('check');
// The others read what this one writes.
const generated = await runStep(tool('generate', 'scripts/generate.mjs'));
const outcomes = await mapLimit(2, steps, (step) => runStep(step, { showFresh: true }));
const failed = [generated, ...outcomes].filter((outcome) => outcome === 'failed').length;
console.log(`check: ${failed === 0 ? 'all good' : `${failed} failed`}, ${elapsed(start)}`);
if (failed > 0) process.exitCode = 1;
