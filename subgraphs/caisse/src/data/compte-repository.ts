import type { Acteur } from '@caisse/subgraph-kit';

import type { Compte } from '../domain/employe.ts';
import { DELAIS_S } from '../domain/verrouillage.ts';
import { COLONNES_COMPTE } from './colonnes-employe.ts';
import type { PrismaClient } from './prisma.ts';

/** What a failure did. */
export interface EchecCompte {
  /** It locked the account. */
  verrouillage: boolean;
  /** End of the lock that made the try count for nothing, past or not; null when it counted. */
  finDuVerrou: Date | null;
}

/** Reads accounts with the digests of their secrets, and counts failures. */
export function compteRepository(prisma: PrismaClient) {
  async function finDuVerrou(id: number): Promise<Date | null> {
    const [compte] = await prisma.$queryRaw<{ verrou: Date | null }[]>`
      /* compte.finDuVerrou */
      SELECT verrouille_jusqua AS verrou FROM employe WHERE id = ${id}::int AND actif`;
    return compte?.verrou ?? null;
  }

  return {
    /** The account of an identifier, of whoever still works here. One statement. */
    async parIdentifiant(identifiant: string): Promise<Compte | null> {
      const [compte] = await prisma.$queryRaw<Compte[]>`
        /* compte.parIdentifiant */
        SELECT ${COLONNES_COMPTE} FROM employe WHERE identifiant = ${identifiant} AND actif`;
      return compte ?? null;
    },

    /** The account that a sign-in belongs to, while it is open. One statement. */
    async parConnexion(
      employeId: number,
      connexionId: string,
      maintenant: Date,
    ): Promise<Compte | null> {
      const [compte] = await prisma.$queryRaw<Compte[]>`
        /* compte.parConnexion */
        SELECT ${COLONNES_COMPTE} FROM employe
        WHERE id = ${employeId}::int AND actif AND EXISTS (
          SELECT FROM connexion c WHERE c.id = ${connexionId}::uuid AND c.employe_id = employe.id
            AND c.fermee_le IS NULL AND c.expire_le > ${maintenant}::timestamptz)`;
      return compte ?? null;
    },

    /**
     * Counts a failure, and locks the account by it if there were enough, unless it is locked already: then the
     * try counts for nothing, whatever it was. One statement: however many fail at once, they are counted one after
     * the other. The failure of who does not exist is written down as well, and takes as long.
     *
     * @param id null for an identifier that nobody has
     */
    async compterEchec(id: number | null, maintenant: Date, acteur: Acteur): Promise<EchecCompte> {
      const [inscrit] = await prisma.$queryRaw<{ numero: bigint; verrouillage: boolean }[]>`
        /* compte.compterEchec */
        WITH compte AS (
          UPDATE employe SET echecs = echecs + 1,
            verrouille_jusqua = ${maintenant}::timestamptz + make_interval(secs => nullif(
              (${[...DELAIS_S]}::int[])[least(echecs + 1, cardinality(${[...DELAIS_S]}::int[]))], 0))
          WHERE id = ${id}::int AND actif
            AND (verrouille_jusqua IS NULL OR verrouille_jusqua <= ${maintenant}::timestamptz)
          RETURNING id, echecs, verrouille_jusqua
        ), trace AS (
          SELECT 'employe ' || id AS cible, echecs, verrouille_jusqua FROM compte
          UNION ALL SELECT 'identifiant inconnu', NULL, NULL WHERE ${id}::int IS NULL
        )
        SELECT inscrire_audit(
          CASE WHEN verrouille_jusqua IS NULL THEN 'ECHEC_CONNEXION' ELSE 'VERROUILLAGE' END,
          ${JSON.stringify(acteur)}::jsonb, cible, NULL,
          CASE WHEN echecs IS NOT NULL
            THEN jsonb_build_object('echecs', echecs, 'verrouilleJusqua', verrouille_jusqua) END
        ) AS numero, verrouille_jusqua IS NOT NULL AS verrouillage FROM trace`;
      return {
        verrouillage: inscrit?.verrouillage ?? false,
        finDuVerrou: inscrit || id === null ? null : await finDuVerrou(id),
      };
    },

    /** The end of the lock of an account, past or not; null when it has none. One statement. */
    finDuVerrou,
  };
}

export type CompteRepository = ReturnType<typeof compteRepository>;
