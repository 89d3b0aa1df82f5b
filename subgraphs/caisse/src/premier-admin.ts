import { createMetrics, type Logger, openDatabase } from '@caisse/subgraph-kit';

import { amorcageRepository } from './data/amorcage-repository.ts';
import { creerHachage } from './data/hachage.ts';
import { createPrisma } from './data/prisma.ts';
import { amorcerAdmin, type PremierAdmin } from './use-cases/amorcer-admin.ts';

/**
 * Makes the ADMIN that a deployment begins with, once, unless somebody administers the chain already. Not a task of
 * the service: the password would stay in each of its processes for as long as they live.
 *
 * @throws Error when the database is away, or not migrated
 */
export async function faireLePremierAdmin(
  databaseUrl: string,
  premier: PremierAdmin,
  logger: Logger,
): Promise<void> {
  const service = 'premier-admin';
  const metrics = createMetrics(service);
  const database = openDatabase({ url: databaseUrl, service, poolMax: 1, logger, metrics });
  const prisma = createPrisma(database);
  try {
    const depart = { hachage: creerHachage(), logger, amorcage: amorcageRepository(prisma) };
    await amorcerAdmin(depart, premier);
  } finally {
    await prisma.$disconnect();
    await database.close();
  }
}
