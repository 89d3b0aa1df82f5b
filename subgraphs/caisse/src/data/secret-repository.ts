import type { Acteur } from '@caisse/subgraph-kit';

import type { Employe } from '../domain/employe.ts';
import { COLONNES_EMPLOYE } from './colonnes-employe.ts';
import { UTILISES } from './connexion-repository.ts';
import type { PrismaClient } from './prisma.ts';

/** What changes, by the person whose password was just verified. */
interface Change {
  employeId: number;
  connexionId: string;
  /** Digest of the password as it was read: had it changed since, nothing is done. */
  empreinte: string;
  maintenant: Date;
  acteur: Acteur;
}

/** A new password of one's own. */
export interface ChangeMotDePasse extends Change {
  /** Digest of argon2id. */
  motDePasse: string;
  /** Digest of the renewal token that the person's sign-in goes on with. */
  renouvellement: Buffer;
}

/** A new PIN of one's own. */
export interface ChangeNip extends Change {
  /** Digest of argon2id; null for none. */
  nip: string | null;
}

/** Writes people's passwords and PINs. */
export function secretRepository(prisma: PrismaClient) {
  return {
    /**
     * Changes a password, closes the other sign-ins of the person, and gives the own one another renewal token.
     * One statement.
     *
     * @returns null when the account was locked, dismissed or changed meanwhile, or the sign-in closed
     */
    async changerMotDePasse(
      change: ChangeMotDePasse,
    ): Promise<{ employe: Employe; expireLe: Date } | null> {
      const { employeId, connexionId, maintenant, acteur } = change;
      const [ligne] = await prisma.$queryRaw<(Employe & { expireLe: Date | null })[]>`
        /* secret.changerMotDePasse */
        WITH change AS (
          UPDATE employe SET mot_de_passe = ${change.motDePasse}, echecs = 0, verrouille_jusqua = NULL
          WHERE id = ${employeId}::int AND actif AND mot_de_passe = ${change.empreinte}
            AND (verrouille_jusqua IS NULL OR verrouille_jusqua <= ${maintenant}::timestamptz)
          RETURNING *
        ), gardee AS (
          UPDATE connexion SET utilises = ${UTILISES}, renouvellement = ${change.renouvellement}::bytea
          FROM change
          WHERE connexion.id = ${connexionId}::uuid AND connexion.employe_id = change.id
            AND fermee_le IS NULL AND expire_le > ${maintenant}::timestamptz
          RETURNING expire_le
        )
        SELECT ${COLONNES_EMPLOYE}, (SELECT expire_le FROM gardee) AS "expireLe",
          inscrire_audit('MOT_DE_PASSE_CHANGE', ${JSON.stringify(acteur)}::jsonb, 'employe ' || id, NULL,
            jsonb_build_object('connexionGardee', (SELECT count(*) = 1 FROM gardee), 'connexionsFermees',
              fermer_connexions(id, ${connexionId}::uuid, ${maintenant}::timestamptz))) AS numero
        FROM change`;
      if (!ligne) return null;
      const { expireLe, ...employe } = ligne;
      return expireLe && { employe, expireLe };
    },

    /**
     * Changes or erases a PIN. One statement.
     *
     * @returns null when the account was locked, dismissed or changed meanwhile
     */
    async definirNip({ employeId, nip, ...change }: ChangeNip): Promise<Employe | null> {
      const [employe] = await prisma.$queryRaw<Employe[]>`
        /* secret.definirNip */
        WITH change AS (
          UPDATE employe SET nip = ${nip}::text, echecs = 0, verrouille_jusqua = NULL
          WHERE id = ${employeId}::int AND actif AND mot_de_passe = ${change.empreinte} AND magasin_id IS NOT NULL
            AND (verrouille_jusqua IS NULL OR verrouille_jusqua <= ${change.maintenant}::timestamptz)
          RETURNING old.nip AS ancien, new.*
        )
        SELECT ${COLONNES_EMPLOYE}, inscrire_audit('NIP_CHANGE', ${JSON.stringify(change.acteur)}::jsonb,
          'employe ' || id, jsonb_build_object('aUnNip', ancien IS NOT NULL),
          jsonb_build_object('aUnNip', nip IS NOT NULL)) AS numero
        FROM change`;
      return employe ?? null;
    },

    /**
     * Gives an employee another password, erases the PIN, unlocks the account and closes the sign-ins. One statement.
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
          UPDATE employe SET mot_de_passe = ${motDePasse}, nip = NULL, echecs = 0, verrouille_jusqua = NULL
          WHERE id = ${employeId}::int RETURNING *
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
