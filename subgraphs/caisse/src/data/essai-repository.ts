import { createHmac } from 'node:crypto';

import type { Acteur } from '@caisse/subgraph-kit';

import type { Place } from '../domain/places.ts';
import type { PrismaClient } from './prisma.ts';

/** A failure to count. */
export interface EchecACompter {
  places: readonly [Place, ...Place[]];
  /** Whose account it is; null for nobody's. */
  employeId: number | null;
  /** The network it came from, for the audit log. */
  adresse: string | undefined;
  maintenant: Date;
  acteur: Acteur;
}

/** What a failure did. */
export interface EchecCompte {
  /** False when the place waited already: it was no try. */
  compte: boolean;
  /** Until when its places wait now; null when they do not. */
  attente: Date | null;
}

/**
 * Counts wrong secrets by place.
 *
 * @param cle that the digests of places are made with: a list of likely names says nothing without it
 */
export function essaiRepository(prisma: PrismaClient, cle: Buffer) {
  const condenser = (nom: string) => createHmac('sha256', cle).update(nom).digest();

  return {
    condenser,

    /** Until when the given places wait; null when none does. One statement. */
    async attente(places: readonly Place[], maintenant: Date): Promise<Date | null> {
      const [ligne] = await prisma.$queryRaw<{ attente: Date | null }[]>`
        /* essai.attente */
        SELECT max(attente_jusqua) AS attente FROM essai
        WHERE cle = ANY (${places.map(({ nom }) => condenser(nom))}::bytea[])
          AND attente_jusqua > ${maintenant}::timestamptz`;
      return ligne?.attente ?? null;
    },

    /**
     * Counts a failure in its places and writes it down. One statement: however many fail at once, they are counted
     * one after the other. The failure of who does not exist is counted and written as well, and takes as long.
     */
    async compter({
      places,
      employeId,
      adresse,
      maintenant,
      acteur,
    }: EchecACompter): Promise<EchecCompte> {
      const [ligne] = await prisma.$queryRaw<(EchecCompte & { numero: bigint | null })[]>`
        /* essai.compter */
        SELECT compte, attente, CASE WHEN compte THEN inscrire_audit(
          CASE WHEN attente IS NULL THEN 'ECHEC_CONNEXION' ELSE 'VERROUILLAGE' END,
          ${JSON.stringify(acteur)}::jsonb,
          coalesce('employe ' || ${employeId}::int, 'identifiant inconnu'), NULL,
          jsonb_strip_nulls(jsonb_build_object('attenteJusqua', attente, 'adresse', ${adresse ?? null}::text))
        ) END AS numero
        FROM compter_echec(${places.map(({ nom }) => condenser(nom))}::bytea[],
          ${places.map(({ libres }) => libres)}::int[], ${places.map(({ oubliS }) => oubliS)}::int[],
          ${employeId}::int, ${maintenant}::timestamptz)`;
      return { compte: ligne?.compte ?? false, attente: ligne?.attente ?? null };
    },

    /** Until when anything waits for the accounts of the given employees; who waits for nothing is absent. */
    attentesDe(employeIds: readonly number[], maintenant: Date): Promise<AttenteDeCompte[]> {
      return prisma.$queryRaw<AttenteDeCompte[]>`
        /* essai.attentesDe */
        SELECT employe_id AS "employeId", max(attente_jusqua) AS jusqua FROM essai
        WHERE employe_id = ANY (${[...employeIds]}::int[]) AND attente_jusqua > ${maintenant}::timestamptz
        GROUP BY employe_id`;
    },
  };
}

/** The longest wait of who fails on an account. */
export interface AttenteDeCompte {
  employeId: number;
  jusqua: Date;
}

export type EssaiRepository = ReturnType<typeof essaiRepository>;
