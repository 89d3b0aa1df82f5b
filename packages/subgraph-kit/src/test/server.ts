import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAbandonedServer, startEmbeddedPostgres } from '../postgres/embedded.ts';
import { publishTestServerUrl } from './environment.ts';

const PREFIX = 'caisse-test-';

/** Nothing of these outlives the run, so nothing needs to reach the disk. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
};

/**
 * Starts the one server of a test run, in a temporary folder, and tells its address to the workers.
 *
 * @returns the function that stops it and deletes the folder.
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  await removeAbandonedServers();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  const server = await startEmbeddedPostgres({ dataDir, settings: THROW_AWAY });
  publishTestServerUrl(server.url('postgres'));
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  stopOnSignal(stop);
  return stop;
}

/** Jest does not tear down a run that is interrupted. */
function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(
      signal,
      () => void stop().finally(() => process.exit(128 + constants.signals[signal])),
    );
  }
}

/** A run that was killed could not clean up: the next one does it. */
async function removeAbandonedServers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    // Another user's folder is that user's to remove.
    await removeAbandonedServer(join(tmpdir(), name)).catch(() => undefined);
  }
}
