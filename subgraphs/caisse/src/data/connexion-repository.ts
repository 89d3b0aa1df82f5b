import type { Acteur } from '@caisse/subgraph-kit';

import type { Connexion } from '../domain/connexion.ts';
import type { Employe } from '../domain/employe.ts';
import { COLONNES_EMPLOYE } from './colonnes-employe.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** A sign-in to open, and what proved that it may be. */
export interface Ouverture {
  employeId: number;
  /** Which secret was shown, and its digest as it was read: had it changed since, nothing is opened. */
  preuve: { secret: 'MOT_DE_PASSE' | 'NIP'; empreinte: string };
  connexion: Connexion;
  /** Digest of the first renewal token. */
  renouvellement: Buffer;
  maintenant: Date;
  /** Who acts, or the person who signs in when nobody was signed in before. */
  acteur: Acteur | null;
  requestId: string;
}

/** Opens, renews and closes sign-ins. */
export function connexionRepository(prisma: PrismaClient) {
  return {
    /**
     * Opens a sign-in of whoever works here, is not locked, and still has the secret that was shown. Failures are
     * forgotten. One statement.
     *
     * @returns the person, or null when one of these does not hold
     */
    async ouvrir(ouverture: Ouverture): Promise<Employe | null> {
      const { preuve, connexion, maintenant, acteur, requestId } = ouverture;
      const empreinte = preuve.secret === 'NIP' ? Prisma.sql`nip` : Prisma.sql`mot_de_passe`;
      const [employe] = await prisma.$queryRaw<Employe[]>`
        /* connexion.ouvrir */
        WITH connecte AS (
          UPDATE employe SET echecs = 0, verrouille_jusqua = NULL, derniere_connexion = ${maintenant}::timestamptz
          WHERE id = ${ouverture.employeId}::int AND actif AND ${empreinte} = ${preuve.empreinte}
            AND (verrouille_jusqua IS NULL OR verrouille_jusqua <= ${maintenant}::timestamptz)
          RETURNING *
        ), ouverte AS (
          INSERT INTO connexion (id, employe_id, cree_le, expire_le, renouvellement)
          SELECT ${connexion.id}::uuid, id, ${maintenant}::timestamptz, ${connexion.expireLe}::timestamptz,
            ${ouverture.renouvellement}::bytea
          FROM connecte RETURNING id
        )
        SELECT ${COLONNES_EMPLOYE}, inscrire_audit(
          ${preuve.secret === 'NIP' ? 'CHANGEMENT_EMPLOYE' : 'CONNEXION'},
          coalesce(${acteur && JSON.stringify(acteur)}::jsonb, jsonb_strip_nulls(jsonb_build_object(
            'employe', id::text, 'role', role, 'magasin', magasin_id, 'connexion', ${connexion.id}::text,
            'requete', ${requestId}::text))),
          'employe ' || id, NULL, (SELECT jsonb_build_object('connexion', id) FROM ouverte)) AS numero
        FROM connecte`;
      return employe ?? null;
    },

    /** The person whose sign-in it is, while it is open. One statement. */
    async titulaire(
      employeId: number,
      connexionId: string,
      maintenant: Date,
    ): Promise<Employe | null> {
      const [employe] = await prisma.$queryRaw<Employe[]>`
        /* connexion.titulaire */
        SELECT ${COLONNES_EMPLOYE} FROM employe
        WHERE id = ${employeId}::int AND actif AND EXISTS (
          SELECT FROM connexion c WHERE c.id = ${connexionId}::uuid AND c.employe_id = employe.id
            AND c.fermee_le IS NULL AND c.expire_le > ${maintenant}::timestamptz)`;
      return employe ?? null;
    },

    /** The sign-ins that were closed since an instant. One statement. */
    async fermeesDepuis(instant: Date): Promise<string[]> {
      const lignes = await prisma.$queryRaw<{ id: string }[]>`
        /* connexion.fermeesDepuis */
        SELECT id FROM connexion WHERE fermee_le > ${instant}::timestamptz ORDER BY fermee_le`;
      return lignes.map(({ id }) => id);
    },
  };
}

export type ConnexionRepository = ReturnType<typeof connexionRepository>;
