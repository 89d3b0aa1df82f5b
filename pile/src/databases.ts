import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot, SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { applyMigrations, loadDemo } from '@caisse/subgraph-kit/migrations';
import type { EmbeddedServer } from '@caisse/subgraph-kit/postgres';
import pg from 'pg';

/** Connection strings: each service's own, and those of the checker of the invariants. */
export interface DatabaseUrls {
  services: Record<SubgraphName, string>;
  verification: Record<SubgraphName, string>;
}

const READER = 'lecteur_verification';
/** All but reporting's, whose rebuild changes its own tables: the role of the service must not own them. */
const OWNED: readonly SubgraphName[] = SUBGRAPHS.filter((name) => name !== 'reporting');
/** Not the database's own name: the server's superuser is called caisse. */
const roleOf = (name: SubgraphName) => `service_${name}`;
const ownerOf = (name: SubgraphName) =>
  OWNED.includes(name) ? `proprietaire_${name}` : roleOf(name);

/**
 * Makes six databases, each of which one service alone can connect to, and a role that reads all six; brings them to
 * the last migration and loads the demo data once. The same roles as in deploiement/bases.sh.
 */
export async function prepareDatabases(server: EmbeddedServer): Promise<DatabaseUrls> {
  for (const name of SUBGRAPHS) await server.createDatabase(name);
  const passwords = await makeRoles(server.url('postgres'));
  const url = (database: string, role: string) => {
    const result = new URL(server.url(database));
    result.username = role;
    result.password = passwords[role] ?? '';
    return result.href;
  };
  const by = (role: (name: SubgraphName) => string) =>
    Object.fromEntries(SUBGRAPHS.map((name) => [name, url(name, role(name))])) as Record<
      SubgraphName,
      string
    >;
  const owners = by(ownerOf);
  for (const name of SUBGRAPHS) {
    const rights = async () => {
      if (OWNED.includes(name)) await giveRights(server.url(name), name);
    };
    // Before the migrations, whose tables are then the owner's, and after, when there are rights to narrow.
    await rights();
    const directory = join(projectRoot(), 'prisma', name);
    await applyMigrations({ url: owners[name], directory: join(directory, 'migrations') });
    await loadDemo({ url: owners[name], file: join(directory, 'demo.sql') });
    await rights();
  }
  return { services: by(roleOf), verification: by(() => READER) };
}

/** @returns the password of each role, new at each start */
async function makeRoles(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const passwords: Record<string, string> = {};
    for (const role of new Set([READER, ...SUBGRAPHS.flatMap((s) => [roleOf(s), ownerOf(s)])])) {
      const name = client.escapeIdentifier(role);
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      const password = randomBytes(18).toString('base64url');
      await client.query(
        `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`,
      );
      passwords[role] = password;
    }
    await client.query(`GRANT pg_read_all_data TO ${READER}`);
    await client.query(`ALTER ROLE ${READER} SET default_transaction_read_only = on`);
    for (const name of SUBGRAPHS) {
      const database = client.escapeIdentifier(name);
      await client.query(`ALTER DATABASE ${database} OWNER TO ${ownerOf(name)}`);
      await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${READER}`);
    }
    return passwords;
  } finally {
    await client.end();
  }
}

/** @param url of the administrator, in the database of a service */
async function giveRights(url: string, name: SubgraphName): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    options: `-c droits.application=${roleOf(name)} -c droits.proprietaire=${ownerOf(name)}`,
  });
  await client.connect();
  try {
    await client.query(readFileSync(join(projectRoot(), 'deploiement/droits.sql'), 'utf8'));
  } finally {
    await client.end();
  }
}
