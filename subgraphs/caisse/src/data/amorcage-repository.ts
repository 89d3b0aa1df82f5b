import type { PrismaClient } from './prisma.ts';

/** Reads and writes the first ADMIN of a deployment. */
export function amorcageRepository(prisma: PrismaClient) {
  return {
    /** Whether somebody administers the chain. One statement. */
    async adminExiste(): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<{ existe: boolean }[]>`
        /* amorcage.adminExiste */
        SELECT EXISTS (SELECT FROM employe WHERE role = 'ADMIN' AND actif) AS existe`;
      return ligne?.existe ?? false;
    },

    /**
     * Makes the first ADMIN, unless there is one or the identifier is somebody's. One statement, which several
     * replicas may send at once.
     *
     * @param motDePasse digest of argon2id
     * @returns whether it was made by this
     */
    async creerAdmin(identifiant: string, motDePasse: string): Promise<boolean> {
      const lignes = await prisma.$queryRaw<unknown[]>`
        /* amorcage.creerAdmin */
        WITH cree AS (
          INSERT INTO employe (identifiant, nom, role, mot_de_passe)
          SELECT ${identifiant}, 'Administration', 'ADMIN', ${motDePasse}
          WHERE NOT EXISTS (SELECT FROM employe WHERE role = 'ADMIN' AND actif)
          ON CONFLICT (identifiant) DO NOTHING RETURNING id, identifiant
        )
        SELECT inscrire_audit('EMPLOYE_CREE', '{"service": "caisse", "requete": "demarrage"}', 'employe ' || id, NULL,
          jsonb_build_object('identifiant', identifiant, 'role', 'ADMIN')) AS numero
        FROM cree`;
      return lignes.length > 0;
    },
  };
}
