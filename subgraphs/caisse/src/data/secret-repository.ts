import type { Acteur, Client } from '@caisse/subgraph-kit';

import type { Employe } from '../domain/employe.ts';
import type { Place } from '../domain/places.ts';
import { COLONNES_EMPLOYE } from './colonnes-employe.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** What changes, by the person whose password was just verified. */
interface Change {
  employeId: number;
  connexionId: string;
  /** Digest of the password as it was read: had it changed since, nothing is done. */
  empreinte: string;
  /** Where it was tried: while that waits, nothing is done. */
  places: readonly [Place, ...Place[]];
  maintenant: Date;
  acteur: Acteur;
}

/** A new password of one's own. */
export interface ChangeMotDePasse extends Change {
  /** Digest of argon2id. */
  motDePasse: string;
  /** The sign-in that takes the place of this one: whoever holds a token of before holds nothing. */
  suivante: string;
  /** Digest of its renewal token. */
  renouvellement: Buffer;
  client: Client;
}

/** A new PIN of one's own. */
export interface ChangeNip extends Change {
  /** Digest of argon2id; null for none. */
  nip: string | null;
}

/**
 * Writes people's passwords and PINs.
 *
 * @param condenser makes the digests of the places where secrets are tried
 */
export function secretRepository(prisma: PrismaClient, condenser: (nom: string) => Buffer) {
  /** The person who shows the password that was read, from where one need not wait. */
  const prouve = ({ employeId, empreinte, places, maintenant }: Change) => Prisma.sql`
    id = ${employeId}::int AND actif AND mot_de_passe = ${empreinte}
      AND NOT EXISTS (SELECT FROM essai WHERE cle = ANY (${places.map(({ nom }) => condenser(nom))}::bytea[])
        AND attente_jusqua > ${maintenant}::timestamptz)`;

  return {
    /**
     * Changes a password, closes all the sign-ins of the person, and opens one in the place of their own, which ends
     * when that would have. One statement.
     *
     * @returns null when the account was dismissed or changed meanwhile, its place waits, or the sign-in was closed
     */
    async changerMotDePasse(
      change: ChangeMotDePasse,
    ): Promise<{ employe: Employe; expireLe: Date } | null> {
      const { connexionId, suivante, maintenant, acteur, client } = change;
      const [ligne] = await prisma.$queryRaw<(Employe & { expireLe: Date | null })[]>`
        /* secret.changerMotDePasse */
        WITH change AS (
          UPDATE employe SET mot_de_passe = ${change.motDePasse}, mot_de_passe_provisoire = false
          WHERE ${prouve(change)}
          RETURNING *
        ), oublies AS (
          DELETE FROM essai USING change WHERE cle = ${condenser(change.places[0].nom)}::bytea
        ), suivante AS (
          INSERT INTO connexion (id, employe_id, cree_le, expire_le, renouvellement, moyen, adresse, appareil, agent)
          SELECT ${suivante}::uuid, change.id, ${maintenant}::timestamptz, c.expire_le,
            ${change.renouvellement}::bytea, 'MOT_DE_PASSE', ${client.address ?? null}::text,
            ${client.device ?? null}::text, ${client.agent ?? null}::text
          FROM change JOIN connexion c ON c.id = ${connexionId}::uuid AND c.employe_id = change.id
            AND c.fermee_le IS NULL AND c.expire_le > ${maintenant}::timestamptz
          RETURNING expire_le
        )
        SELECT ${COLONNES_EMPLOYE}, (SELECT expire_le FROM suivante) AS "expireLe",
          inscrire_audit('MOT_DE_PASSE_CHANGE', ${JSON.stringify(acteur)}::jsonb, 'employe ' || id, NULL,
            jsonb_build_object('connexion', (SELECT ${suivante}::uuid FROM suivante), 'connexionsFermees',
              fermer_connexions(id, ${suivante}::uuid, ${maintenant}::timestamptz))) AS numero
        FROM change`;
      if (!ligne) return null;
      const { expireLe, ...employe } = ligne;
      return expireLe && { employe, expireLe };
    },

    /**
     * Changes or erases a PIN. One statement.
     *
     * @returns null when the account was dismissed or changed meanwhile, or its place waits
     */
    async definirNip(change: ChangeNip): Promise<Employe | null> {
      const [employe] = await prisma.$queryRaw<Employe[]>`
        /* secret.definirNip */
        WITH change AS (
          UPDATE employe SET nip = ${change.nip}::text WHERE ${prouve(change)} AND magasin_id IS NOT NULL
          RETURNING old.nip AS ancien, new.*
        ), oublies AS (
          DELETE FROM essai USING change WHERE cle = ${condenser(change.places[0].nom)}::bytea
        )
        SELECT ${COLONNES_EMPLOYE}, inscrire_audit('NIP_CHANGE', ${JSON.stringify(change.acteur)}::jsonb,
          'employe ' || id, jsonb_build_object('aUnNip', ancien IS NOT NULL),
          jsonb_build_object('aUnNip', nip IS NOT NULL)) AS numero
        FROM change`;
      return employe ?? null;
    },

    /**
     * Gives an employee another password, to be changed at the next sign-in, erases the PIN and what waits, and closes
     * the sign-ins. One statement.
     *
     * @param motDePasse digest of argon2id
     * @returns null when nobody has that number
     */
    async reinitialiser(
      employeId: number,
      motDePasse: string,
      maintenant: Date,
      acteur: Acteur,
    ): Promise<Employe | null> {
      const [employe] = await prisma.$queryRaw<Employe[]>`
        /* secret.reinitialiser */
        WITH change AS (
          UPDATE employe SET mot_de_passe = ${motDePasse}, mot_de_passe_provisoire = true, nip = NULL
          WHERE id = ${employeId}::int RETURNING *
        ), oublies AS (
          DELETE FROM essai USING change WHERE essai.employe_id = change.id
        )
        SELECT ${COLONNES_EMPLOYE}, inscrire_audit('MOT_DE_PASSE_REINITIALISE', ${JSON.stringify(acteur)}::jsonb,
          'employe ' || id, NULL, jsonb_build_object('connexionsFermees',
            fermer_connexions(id, NULL, ${maintenant}::timestamptz))) AS numero
        FROM change`;
      return employe ?? null;
    },
  };
}

export type SecretRepository = ReturnType<typeof secretRepository>;
