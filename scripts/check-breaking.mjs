// Compares the API with the one that is already published, and refuses a change that would break a
// client, unless it is declared with its reason in router/ruptures-declarees.json.
import { execFileSync } from 'node:child_process';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { ROOT, SUPERGRAPH, exists, read } from './lib/project.mjs';
import { apiSchema } from './lib/supergraph.mjs';

const DECLARED = 'router/ruptures-declarees.json';

/** @param {string[]} args @returns {string | undefined} */
function git(...args) {
  try {
    return execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: 1e8,
    });
  } catch {
    return undefined;
  }
}

/**
 * The commit to compare with: where the branch left the published main; on main itself, the
 * previous commit.
 * @returns {string | undefined}
 */
function publishedCommit() {
  const head = git('rev-parse', 'HEAD')?.trim();
  const base = git('merge-base', 'HEAD', 'origin/main')?.trim();
  return base && base !== head ? base : git('rev-parse', '--verify', 'HEAD~1')?.trim();
}

const commit = publishedCommit();
const published = commit && git('show', `${commit}:${SUPERGRAPH}`);
if (!published) {
  const shallow = git('rev-parse', '--is-shallow-repository')?.trim() === 'true';
  const why = shallow ? ' (a shallow clone: fetch two commits to have one)' : '';
  console.log(`breaking changes: no earlier supergraph to compare with${why}`);
  process.exit();
}

/** @type {{ type: string, chemin: string, raison: string }[]} */
const declared = exists(DECLARED) ? JSON.parse(read(DECLARED)) : [];
const changes = await diff(apiSchema(published), apiSchema(read(SUPERGRAPH)));
const breaking = changes
  .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
  .map((change) => ({
    ...change,
    reason: declared.find(({ type, chemin }) => type === change.type && chemin === change.path)
      ?.raison,
  }));

for (const { type, path, message, reason } of breaking) {
  console.log(`- ${message} (${type} ${path})${reason ? `, declared: ${reason}` : ''}`);
}
const undeclared = breaking.filter(({ reason }) => !reason).length;
console.log(
  `breaking changes since ${commit?.slice(0, 8)}: ${breaking.length}, of which ${undeclared} not declared`,
);
if (undeclared > 0) {
  console.error(
    `Keep the old member and deprecate it, or declare each break in ${DECLARED}: ` +
      '[{ "type": "…", "chemin": "…", "raison": "…" }].',
  );
  process.exitCode = 1;
}
