import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

/**
 * The driver adapter that the schema engine works through. `PrismaPg` cuts a script at every ";", also
 * within the body of a function, so scripts are sent whole here, as Prisma's native engine does:
 * PostgreSQL then runs each script as one transaction.
 */
export function migrationAdapter(pool: pg.Pool) {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}
