import pg from 'pg';

const DUPLICATE_DATABASE = '42P04';

/**
 * Creates an empty database, encoded as the server is.
 *
 * @param url connection string to another database of the same server.
 * @returns false when it existed already.
 */
export async function createDatabase(url: string, name: string): Promise<boolean> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) {
    throw new Error(
      `"${name}" is not a database name: small letters, digits and "_", at most 63, a letter first.`,
    );
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return false;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return true;
  } catch (error) {
    if ((error as pg.DatabaseError).code === DUPLICATE_DATABASE) return false;
    throw error;
  } finally {
    await client.end();
  }
}
