import { randomBytes } from 'node:crypto';

import { applyMigrations } from '../migrations/index.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { migrationsOf } from './template.ts';

/** A test database whose application is not its owner, as in a deployment. */
export interface SharedTestDatabase extends TestDatabase {
  /** Connection string as the application. */
  applicationUrl: string;
  /** Runs one statement with the rights of the application. */
  queryAsApplication: TestDatabase['query'];
}

/**
 * Makes a test database of two roles: the owner migrates it, and the application may by default read and write
 * every table that migrations make, those excepted that a migration keeps from it. `drop` ends the role too.
 *
 * @param subgraph name of a folder in `prisma/`
 */
export async function createSharedTestDatabase(subgraph: string): Promise<SharedTestDatabase> {
  const database = await createTestDatabase(subgraph);
  const role = `application_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  // Empty again: rights by default are those of tables made later.
  await database.query(`
    CREATE ROLE ${role} LOGIN PASSWORD '${password}';
    ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO ${role};
    DROP SCHEMA public CASCADE;
    CREATE SCHEMA public;
    GRANT USAGE ON SCHEMA public TO ${role}`);
  await applyMigrations({ url: database.url, directory: migrationsOf(subgraph) });
  const url = new URL(database.url);
  url.username = role;
  url.password = password;
  return {
    ...database,
    applicationUrl: url.href,
    async queryAsApplication(sql, params) {
      await database.query(`SET ROLE ${role}`);
      try {
        return await database.query(sql, params);
      } finally {
        await database.query('RESET ROLE');
      }
    },
    async drop() {
      await database.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await database.drop();
    },
  };
}
