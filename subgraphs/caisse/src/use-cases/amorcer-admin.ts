import type { Logger } from '@caisse/subgraph-kit';

interface Dependances {
  hachage: { hacher(secret: string): Promise<string> };
  amorcage: {
    adminExiste(): Promise<boolean>;
    creerAdmin(identifiant: string, motDePasse: string): Promise<boolean>;
  };
  logger: Pick<Logger, 'info' | 'warn'>;
}

/** The ADMIN that a deployment begins with. */
export interface PremierAdmin {
  identifiant: string;
  motDePasse: string;
}

/** Makes the ADMIN that a deployment begins with, unless somebody administers the chain already. */
export async function amorcerAdmin(
  { hachage, amorcage, logger }: Dependances,
  { identifiant, motDePasse }: PremierAdmin,
): Promise<void> {
  if (await amorcage.adminExiste()) return;
  if (await amorcage.creerAdmin(identifiant, await hachage.hacher(motDePasse))) {
    logger.info({ identifiant }, 'The first ADMIN was made');
  } else if (!(await amorcage.adminExiste())) {
    logger.warn({ identifiant }, 'No ADMIN was made: the identifier is that of another employee');
  }
}
