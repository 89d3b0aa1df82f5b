import type { Acteur, Client } from '@caisse/subgraph-kit';

import type { Connexion, ConnexionVue, Moyen } from '../domain/connexion.ts';
import type { Employe } from '../domain/employe.ts';
import type { Place } from '../domain/places.ts';
import { COLONNES_EMPLOYE } from './colonnes-employe.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** A sign-in to open, and what proved that it may be. */
export interface Ouverture {
  employeId: number;
  /**
   * Which secret was shown, its digest as it was read (had it changed since, nothing is opened), and where it was
   * tried: while that waits, nothing is opened either.
   */
  preuve: { secret: Moyen; empreinte: string; places: readonly [Place, ...Place[]] };
  /** What the audit log calls it. */
  action: 'CONNEXION' | 'CHANGEMENT_EMPLOYE' | 'DEVERROUILLAGE';
  connexion: Connexion;
  /** Digest of the first renewal token. */
  renouvellement: Buffer;
  maintenant: Date;
  /** Who acts, or the person who signs in when nobody was signed in before. */
  acteur: Acteur | null;
  client: Client;
  requestId: string;
}

/** A renewal token in the place of another, both as digests. */
export interface Rotation {
  connexionId: string;
  servi: Buffer;
  nouveau: Buffer;
  maintenant: Date;
}

const COLONNES_CONNEXION = Prisma.sql`
  id, moyen, agent, adresse, cree_le AS "ouverteLe", coalesce(vue_le, cree_le) AS "vueLe", expire_le AS "expireLe"`;

/**
 * What has served, with the token in force added; the oldest of a thousand is forgotten. For the SET of an UPDATE of
 * connexion.
 */
const UTILISES = Prisma.sql`
  (array_append(utilises, renouvellement))[greatest(cardinality(utilises) - 998, 1):]`;

/**
 * Opens, renews and closes sign-ins.
 *
 * @param condenser makes the digests of the places where secrets are tried
 */
export function connexionRepository(prisma: PrismaClient, condenser: (nom: string) => Buffer) {
  return {
    /**
     * Opens a sign-in of whoever works here and still has the secret that was shown, from where one need not wait.
     * The failures of there on that account are forgotten. One statement.
     *
     * @returns the person, or null when one of these does not hold
     */
    async ouvrir(ouverture: Ouverture): Promise<Employe | null> {
      const { preuve, connexion, maintenant, acteur, requestId, client } = ouverture;
      const cles = preuve.places.map(({ nom }) => condenser(nom));
      const empreinte = preuve.secret === 'NIP' ? Prisma.sql`nip` : Prisma.sql`mot_de_passe`;
      const [employe] = await prisma.$queryRaw<Employe[]>`
        /* connexion.ouvrir */
        WITH connecte AS (
          UPDATE employe SET derniere_connexion = ${maintenant}::timestamptz
          WHERE id = ${ouverture.employeId}::int AND actif AND ${empreinte} = ${preuve.empreinte}
            AND NOT EXISTS (SELECT FROM essai
              WHERE cle = ANY (${cles}::bytea[]) AND attente_jusqua > ${maintenant}::timestamptz)
          RETURNING *
        ), oublies AS (
          DELETE FROM essai USING connecte WHERE cle = ${cles[0]}::bytea
        ), ouverte AS (
          INSERT INTO connexion (id, employe_id, cree_le, expire_le, renouvellement, moyen, adresse, appareil, agent)
          SELECT ${connexion.id}::uuid, id, ${maintenant}::timestamptz, ${connexion.expireLe}::timestamptz,
            ${ouverture.renouvellement}::bytea, ${preuve.secret}, ${client.address ?? null}::text,
            ${client.device ?? null}::text, ${client.agent ?? null}::text
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
          UPDATE connexion SET utilises = ${UTILISES}, renouvellement = ${rotation.nouveau}::bytea,
            vue_le = ${rotation.maintenant}::timestamptz
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

    /** The open sign-ins of a person, newest first, at most 50. One statement. */
    ouvertes(employeId: number, courante: string, maintenant: Date): Promise<ConnexionVue[]> {
      return prisma.$queryRaw<ConnexionVue[]>`
        /* connexion.ouvertes */
        SELECT ${COLONNES_CONNEXION}, id = ${courante}::uuid AS courante FROM connexion
        WHERE employe_id = ${employeId}::int AND fermee_le IS NULL AND expire_le > ${maintenant}::timestamptz
        ORDER BY cree_le DESC, id DESC LIMIT 50`;
    },

    /**
     * Closes a sign-in of the acting person that is open. One statement.
     *
     * @returns the sign-in as it was; null when they have no open one of that id
     */
    async fermer(
      connexionId: string,
      maintenant: Date,
      acteur: Acteur,
    ): Promise<ConnexionVue | null> {
      const [fermee] = await prisma.$queryRaw<ConnexionVue[]>`
        /* connexion.fermer */
        WITH fermee AS (
          UPDATE connexion SET fermee_le = ${maintenant}::timestamptz
          WHERE id = ${connexionId}::uuid AND employe_id = ${Number(acteur.employe)}::int
            AND fermee_le IS NULL AND expire_le > ${maintenant}::timestamptz
          RETURNING *
        )
        SELECT ${COLONNES_CONNEXION}, id = ${acteur.connexion ?? null}::uuid AS courante,
          inscrire_audit('DECONNEXION', ${JSON.stringify(acteur)}::jsonb, 'employe ' || employe_id, NULL,
            jsonb_build_object('connexion', id)) AS numero
        FROM fermee`;
      return fermee ?? null;
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
