import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { createLogger, createMetrics, openDatabase, readEnvironment } from '@caisse/subgraph-kit';
import { findRunningServer } from '@caisse/subgraph-kit/postgres';
import { z } from 'zod';

import { creerHachage } from '../data/hachage.ts';
import { createPrisma } from '../data/prisma.ts';
import { retablissementRepository } from '../data/retablissement-repository.ts';

const USAGE = `Redonne l'accès à un administrateur qui ne peut plus se connecter.

  npm run admin:retablir -- <identifiant>

Il reçoit un mot de passe neuf, écrit ici une seule fois et à changer à la première connexion ; il revient s'il était
parti, plus rien ne le fait attendre, et ses connexions sont fermées. Le journal d'audit le dit (ADMIN_RETABLI).
La base est DATABASE_URL (celle de caisse) si elle est donnée, sinon celle du mode autonome qui tourne (DATA_DIR).`;

/** As in the service's own process, whose password may be in a file. */
const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [identifiant] = positionals;
  if (values.help || identifiant === undefined) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const database = openDatabase({
    url: databaseUrl(),
    service: 'admin-retablir',
    poolMax: 1,
    logger: createLogger('admin-retablir', 'warn'),
    metrics: createMetrics('admin-retablir'),
  });
  const prisma = createPrisma(database);
  try {
    const depot = retablissementRepository(prisma);
    const motDePasse = randomBytes(15).toString('base64url');
    const empreinte = await creerHachage().hacher(motDePasse);
    if (await depot.retablir(identifiant, empreinte, new Date())) {
      console.log(
        `Mot de passe de ${identifiant}, à changer à la première connexion : ${motDePasse}`,
      );
      return 0;
    }
    const admins = await depot.admins();
    throw new Error(
      admins.length > 0
        ? `« ${identifiant} » n'est pas un administrateur : ${admins.join(', ')}`
        : 'personne n’administre cette chaîne : donnez ADMIN_IDENTIFIANT et ADMIN_MOT_DE_PASSE à caisse',
    );
  } finally {
    await prisma.$disconnect();
    await database.close();
  }
}

function databaseUrl(): string {
  const environment = readEnvironment(schema, process.env);
  if (environment.DATABASE_URL !== undefined) return environment.DATABASE_URL;
  const dataDir = resolve(environment.DATA_DIR);
  const url = findRunningServer(join(dataDir, 'postgres'));
  if (!url) {
    throw new Error(
      `DATABASE_URL n'est pas donnée, et aucun mode autonome ne tourne sur ${dataDir} : démarrez-le (npm start)`,
    );
  }
  return url('caisse');
}

// Last, once everything above is defined.
process.exitCode = await main().catch((error: unknown) => {
  console.error(`admin:retablir : ${error instanceof Error ? error.message : String(error)}`);
  return 2;
});
