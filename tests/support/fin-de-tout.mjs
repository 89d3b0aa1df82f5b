// At the end of every run of jest: no process that a test started may have written a secret into its log.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fouiller } from './secrets-des-journaux.mjs';

/** Where processes of tests write, and where tests declare what is secret in their run. */
const JOURNAUX = ['artefacts/pannes', 'artefacts/pile', 'artefacts/e2e'];
const SECRETS = 'artefacts/secrets';

/** @param {{ testPathPatterns?: { patterns: string[] } }} globalConfig */
export default function finDeTout({ testPathPatterns }) {
  const debut = Date.now() - process.uptime() * 1_000;
  const { fautes, lignes, fichiers } = examiner('.', debut);
  if (fautes.length > 0) {
    throw new Error(`${fautes.length} secrets in logs:\n${fautes.slice(0, 50).join('\n')}`);
  }
  // Of a run of everything there are logs, or this looks in the wrong place.
  const partielle =
    (testPathPatterns?.patterns.length ?? 0) > 0 || process.argv.includes('--selectProjects');
  if (lignes === 0 && !partielle) throw new Error('No log was written by any process of the tests');
  if (lignes > 0) console.log(`Logs: ${fichiers} files, ${lignes} lines, no secret`);
}

/**
 * @param {string} racine folder of the project
 * @param {number} debut files that were not written since then are of other runs
 */
export function examiner(racine, debut) {
  const secrets = join(racine, SECRETS);
  const connus = filesOf(secrets, debut).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((secret) => secret.length >= 8),
  );
  rmSync(secrets, { recursive: true, force: true });
  const fichiers = JOURNAUX.flatMap((folder) => filesOf(join(racine, folder), debut)).filter(
    (file) => file.endsWith('.log'),
  );
  return { ...fouiller(fichiers, connus), fichiers: fichiers.length };
}

/** @param {string} folder @param {number} since */
function filesOf(folder, since) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => {
      const stat = statSync(file);
      return stat.isFile() && stat.mtimeMs >= since;
    });
}
