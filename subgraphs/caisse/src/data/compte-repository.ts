import type { Compte } from '../domain/employe.ts';
import { COLONNES_COMPTE } from './colonnes-employe.ts';
import type { PrismaClient } from './prisma.ts';

/** An account, and whether it was signed in before from where somebody tries now. */
export interface CompteEtVenue {
  compte: Compte;
  appareilConnu: boolean;
  adresseConnue: boolean;
}

/** Reads accounts with the digests of their secrets. */
export function compteRepository(prisma: PrismaClient) {
  return {
    /** The account of an identifier, of whoever still works here. One statement. */
    async parIdentifiant(
      identifiant: string,
      {
        address = null,
        device = null,
      }: { address?: string | undefined | null; device?: string | undefined | null },
    ): Promise<CompteEtVenue | null> {
      const [ligne] = await prisma.$queryRaw<(Compte & Omit<CompteEtVenue, 'compte'>)[]>`
        /* compte.parIdentifiant */
        SELECT ${COLONNES_COMPTE},
          EXISTS (SELECT FROM connexion c WHERE c.employe_id = employe.id AND c.moyen = 'MOT_DE_PASSE'
            AND c.appareil = ${device}::text) AS "appareilConnu",
          EXISTS (SELECT FROM connexion c WHERE c.employe_id = employe.id AND c.moyen = 'MOT_DE_PASSE'
            AND c.adresse = ${address}::text) AS "adresseConnue"
        FROM employe WHERE identifiant = ${identifiant} AND actif`;
      if (!ligne) return null;
      const { appareilConnu, adresseConnue, ...compte } = ligne;
      return { compte, appareilConnu, adresseConnue };
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
  };
}

export type CompteRepository = ReturnType<typeof compteRepository>;
