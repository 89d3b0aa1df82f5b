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
  /** What the audit log calls it. */
  action: 'CONNEXION' | 'CHANGEMENT_EMPLOYE' | 'DEVERROUILLAGE';
  connexion: Connexion;
  /** Digest of the first renewal token. */
  renouvellement: Buffer;
  maintenant: Date;
  /** Who acts, or the person who signs in when nobody was signed in before. */
  acteur: Acteur | null;
  requestId: string;
}

/** A renewal token in the place of another, both as digests. */
export interface Rotation {
  connexionId: string;
  servi: Buffer;
  nouveau: Buffer;
  maintenant: Date;
}

/**
 * What has served, with the token in force added; the oldest of a thousand is forgotten. For the SET of an UPDATE of
 * connexion.
 */
export const UTILISES = Prisma.sql`
  (array_append(utilises, renouvellement))[greatest(cardinality(utilises) - 998, 1):]`;

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
          ${ouverture.action},
          coalesce(${acteur && JSON.stringify(acteur)}::jsonb, jsonb_strip_nulls(jsonb_build_object(
            'employe', id::text, 'role', role, 'magasin', magasin_id, 'connexion', ${connexion.id}::text,
            'requete', ${requestId}::text))),
          'employe ' || id, NULL, (SELECT jsonb_build_object('connexion', id) FROM ouverte)) AS numero
        FROM connecte`;
      return employe ?? null;
    },

    /**
     * Puts a renewal token in the place of the one in force. One statement: of two who show the same token at the
     * same time, one gets it renewed.
     *
     * @returns the person as they are now and the end of the sign-in, or null when the sign-in is not open or the
     *   token not in force
     */
    async renouveler(rotation: Rotation): Promise<{ employe: Employe; expireLe: Date } | null> {
      const [ligne] = await prisma.$queryRaw<(Employe & { expireLe: Date })[]>`
        /* connexion.renouveler */
        WITH renouvelee AS (
          UPDATE connexion SET utilises = ${UTILISES}, renouvellement = ${rotation.nouveau}::bytea
          FROM employe e
          WHERE connexion.id = ${rotation.connexionId}::uuid AND renouvellement = ${rotation.servi}::bytea
            AND fermee_le IS NULL AND expire_le > ${rotation.maintenant}::timestamptz
            AND e.id = connexion.employe_id AND e.actif
          RETURNING employe_id, expire_le
        )
        SELECT ${COLONNES_EMPLOYE}, renouvelee.expire_le AS "expireLe"
        FROM renouvelee JOIN employe ON employe.id = renouvelee.employe_id`;
      if (!ligne) return null;
      const { expireLe, ...employe } = ligne;
      return { employe, expireLe };
    },

    /**
     * Closes the sign-in whose renewal token is shown a second time: two hold it, and nobody knows which is the
     * thief. One statement.
     *
     * @returns whether it was closed by this
     */
    async fermerSiRejoue(
      { connexionId, servi, maintenant }: Omit<Rotation, 'nouveau'>,
      acteur: Acteur,
    ): Promise<boolean> {
      const lignes = await prisma.$queryRaw<unknown[]>`
        /* connexion.fermerSiRejoue */
        WITH fermee AS (
          UPDATE connexion SET fermee_le = ${maintenant}::timestamptz
          WHERE id = ${connexionId}::uuid AND ${servi}::bytea = ANY (utilises)
            AND fermee_le IS NULL AND expire_le > ${maintenant}::timestamptz
          RETURNING id, employe_id
        )
        SELECT inscrire_audit('JETON_REUTILISE', ${JSON.stringify(acteur)}::jsonb, 'employe ' || employe_id, NULL,
          jsonb_build_object('connexionFermee', id)) AS numero
        FROM fermee`;
      return lignes.length > 0;
    },

    /** Closes a sign-in that is open. One statement. */
    async fermer(connexionId: string, maintenant: Date, acteur: Acteur): Promise<void> {
      await prisma.$queryRaw`
        /* connexion.fermer */
        WITH fermee AS (
          UPDATE connexion SET fermee_le = ${maintenant}::timestamptz
          WHERE id = ${connexionId}::uuid AND employe_id = ${Number(acteur.employe)}::int
            AND fermee_le IS NULL AND expire_le > ${maintenant}::timestamptz
          RETURNING id, employe_id
        )
        SELECT inscrire_audit('DECONNEXION', ${JSON.stringify(acteur)}::jsonb, 'employe ' || employe_id, NULL,
          jsonb_build_object('connexion', id)) AS numero
        FROM fermee`;
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
