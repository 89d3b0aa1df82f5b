import { join, resolve } from 'node:path';

import { readEnvironment, SUBGRAPHS } from '@caisse/subgraph-kit';
import { findRunningServer, startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';

import type { DatabaseUrls } from './databases.ts';
import { databaseVariables } from './environment.ts';

/** The six databases, and what gives back what was started to reach them. */
export interface Located {
  urls: DatabaseUrls;
  /** How they were found, in words, without any password. */
  where: string;
  release: () => Promise<void>;
}

/**
 * Finds the six databases: those that the `<NAME>_DATABASE_URL` variables name, else those of the standalone
 * mode, whose PostgreSQL is started for the time of the check when nobody runs it.
 *
 * @throws Error that lists the missing variables when some are set and some are not
 */
export async function locateDatabases(
  variables: Record<string, string | undefined>,
  dataDir: string,
): Promise<Located> {
  if (Object.keys(databaseVariables.shape).some((name) => variables[name])) {
    return {
      urls: urlsFrom(readEnvironment(databaseVariables, variables)),
      where: 'the databases of the environment',
      release: async () => undefined,
    };
  }
  const folder = join(resolve(dataDir), 'postgres');
  const running = findRunningServer(folder);
  if (running) {
    return {
      urls: urlsOf(running),
      where: `the running standalone of ${dataDir}`,
      release: async () => undefined,
    };
  }
  const server = await startEmbeddedPostgres({ dataDir: folder });
  return {
    urls: urlsOf((name) => server.url(name)),
    where: `the data of ${dataDir}, whose PostgreSQL runs for this check only`,
    release: () => server.stop(),
  };
}

/** Picks the connection strings out of the variables that hold them. */
export function urlsFrom(variables: Readonly<Record<string, unknown>>): DatabaseUrls {
  return urlsOf((name) => variables[`${name.toUpperCase()}_DATABASE_URL`] as string);
}

function urlsOf(url: (name: string) => string): DatabaseUrls {
  return Object.fromEntries(SUBGRAPHS.map((name) => [name, url(name)])) as DatabaseUrls;
}
