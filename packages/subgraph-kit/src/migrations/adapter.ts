import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

/** Sends a script to the database, whole. */
export type RunScript = (script: string, send: (sql: string) => Promise<void>) => Promise<void>;

/**
 * The driver adapter that the schema engine works through. `PrismaPg` cuts a script at every ";", also
 * within the body of a function, so scripts are sent whole here, as Prisma's native engine does:
 * PostgreSQL then runs each script as one transaction, and one of a single statement without any.
 *
 * @param run how each script is sent
 */
export function migrationAdapter(pool: pg.Pool, run: RunScript) {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const send = async (sql: string) => {
      await adapter.executeRaw({ sql, args: [], argTypes: [] });
    };
    adapter.executeScript = (script) => run(script, send);
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}
