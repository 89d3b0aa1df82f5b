import type { PrismaClient } from './prisma.ts';

/** Brings back an ADMIN who cannot sign in any more. */
export function retablissementRepository(prisma: PrismaClient) {
  return {
    /** The identifiers of the ADMINs, also of those who left. One statement. */
    async admins(): Promise<string[]> {
      const lignes = await prisma.$queryRaw<{ identifiant: string }[]>`
        /* retablissement.admins */
        SELECT identifiant FROM employe WHERE role = 'ADMIN' ORDER BY actif DESC, identifiant`;
      return lignes.map(({ identifiant }) => identifiant);
    },

    /**
     * Gives an ADMIN another password, to be changed at the next sign-in, takes them back if they left, forgets what
     * waits for their account, and closes their sign-ins. One statement.
     *
     * @param motDePasse digest of argon2id
     * @returns false when no ADMIN has that identifier
     */
    async retablir(identifiant: string, motDePasse: string, maintenant: Date): Promise<boolean> {
      const lignes = await prisma.$queryRaw<unknown[]>`
        /* retablissement.retablir */
        WITH change AS (
          UPDATE employe SET mot_de_passe = ${motDePasse}, mot_de_passe_provisoire = true, actif = true,
            version = version + 1
          WHERE identifiant = ${identifiant} AND role = 'ADMIN' RETURNING old.actif AS etait_actif, new.*
        ), oublies AS (
          DELETE FROM essai USING change WHERE essai.employe_id = change.id
        )
        SELECT inscrire_audit('ADMIN_RETABLI', '{"service": "caisse", "requete": "operateur"}', 'employe ' || id,
          jsonb_build_object('actif', etait_actif), jsonb_build_object('actif', true, 'connexionsFermees',
            fermer_connexions(id, NULL, ${maintenant}::timestamptz))) AS numero
        FROM change`;
      return lignes.length > 0;
    },
  };
}
