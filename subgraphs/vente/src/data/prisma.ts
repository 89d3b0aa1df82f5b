import type { Database } from '@caisse/subgraph-kit';

import { Prisma, PrismaClient } from './generated/prisma/client.ts';

export { Prisma, type PrismaClient };

/** Makes Prisma's client on the service's pool. */
export function createPrisma(database: Database): PrismaClient {
  return new PrismaClient({ adapter: database.adapter });
}
