import { readdirSync } from 'node:fs';
import { SUBGRAPHS, exists, fromRoot } from '../lib/project.mjs';

const SERVERS = [
  ...SUBGRAPHS.map((name) => `subgraphs/${name}`),
  'router',
  'standalone',
  'pile',
  'verification',
];
const WORKSPACES = [...SERVERS, 'packages/subgraph-kit'];

/** @param {string} path */
const nameOf = (path) => path.split('/').at(-1) ?? '';

/**
 * What is bundled: name in dist/, and its source.
 * - the servers: `dist/<name>/main.js`;
 * - what the scripts call: `dist/postgres.js`;
 * - every command of a workspace, `<workspace>/src/cli/<name>.ts`: `dist/<name>.js`.
 * @returns {Record<string, string>}
 */
export function entries() {
  const sources = [
    ...SERVERS.map((folder) => [`${nameOf(folder)}/main`, `${folder}/src/main.ts`]),
    ['postgres', 'packages/subgraph-kit/src/postgres/index.ts'],
    ...WORKSPACES.flatMap(commands),
  ];
  return Object.fromEntries(sources.filter(([, source = '']) => exists(source)));
}

/** @param {string} workspace */
function commands(workspace) {
  const folder = `${workspace}/src/cli`;
  if (!exists(folder)) return [];
  return readdirSync(fromRoot(folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => [file.replace(/\.ts$/, ''), `${folder}/${file}`]);
}
