import { type Acteur, type Page, pageOf, type PageRequest, sqlStateOf } from '@caisse/subgraph-kit';

import type { Employe, Fiche } from '../domain/employe.ts';
import { COLONNES_EMPLOYE } from './colonnes-employe.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** Sort keys of the employees: name without accents, id. */
export type CleEmploye = readonly [cleTri: string, id: number];

/** What the list of employees is narrowed by. */
export interface FiltreEmployes {
  /** Looked for in name and identifier; empty for all. */
  recherche: string;
  magasinId: number | null;
  inclureInactifs: boolean;
  page: PageRequest<CleEmploye>;
}

/** An employee to be, and the digest of their first password. */
export interface NouvelEmploye extends Fiche {
  identifiant: string;
  /** Digest of argon2id, of a password to be changed at the first sign-in. */
  motDePasse: string;
}

/** An employee as they are to become. */
export interface Modification extends Fiche {
  id: number;
  /** The version that was read. */
  version: number;
  actif: boolean;
}

/** SQLSTATE of the trigger that keeps the last active ADMIN: restrict_violation. */
const DERNIER_ADMIN = '23001';

/** What the audit log keeps of an employee; of the row `prefixe`. */
const fiche = (prefixe: Prisma.Sql) => Prisma.sql`jsonb_build_object('nom', ${prefixe}.nom,
  'role', ${prefixe}.role, 'magasin', ${prefixe}.magasin_id, 'actif', ${prefixe}.actif)`;

/** Reads and keeps employees. */
export function employeRepository(prisma: PrismaClient) {
  return {
    /** The employees of the given numbers, in no order; unknown ones are absent. One statement. */
    parIds(ids: readonly number[]): Promise<Employe[]> {
      return prisma.$queryRaw<Employe[]>`
        /* employe.parIds */
        SELECT ${COLONNES_EMPLOYE} FROM employe WHERE id = ANY (${[...ids]}::int[])`;
    },

    /** Who can take a till of the given stores by a PIN, by name within each. One statement. */
    equipes(magasinIds: readonly number[]): Promise<Employe[]> {
      return prisma.$queryRaw<Employe[]>`
        /* employe.equipes */
        SELECT ${COLONNES_EMPLOYE} FROM employe
        WHERE magasin_id = ANY (${[...magasinIds]}::int[]) AND actif AND nip IS NOT NULL
        ORDER BY magasin_id, cle_tri COLLATE "C", id`;
    },

    /** A page of employees by name, and how many there are in all. One statement. */
    async lister(filtre: FiltreEmployes): Promise<Page<Employe> & { totalCount: number }> {
      const { recherche, magasinId, inclureInactifs, page } = filtre;
      const apres = page.after
        ? Prisma.sql`WHERE (cle_tri COLLATE "C", id) > (${page.after[0]} COLLATE "C", ${page.after[1]}::int)`
        : Prisma.empty;
      const lignes = await prisma.$queryRaw<(Employe & { cleTri: string; total: number })[]>`
        /* employe.lister */
        WITH trouves AS (
          SELECT * FROM employe
          WHERE (actif OR ${inclureInactifs}) AND (${magasinId}::int IS NULL OR magasin_id = ${magasinId}::int)
            AND (position(normaliser_recherche(${recherche}) IN cle_tri) > 0
              OR position(normaliser_recherche(${recherche}) IN identifiant) > 0)
        ), page AS (
          SELECT * FROM trouves ${apres} ORDER BY cle_tri COLLATE "C", id LIMIT ${page.first + 1}
        )
        SELECT total, ${COLONNES_EMPLOYE}, cle_tri AS "cleTri"
        FROM (SELECT count(*)::int AS total FROM trouves) AS compte LEFT JOIN page ON true
        ORDER BY cle_tri COLLATE "C", id`;
      // The left join keeps one row for the count when the page is empty.
      const employes = lignes.filter((ligne) => (ligne.id as number | null) !== null);
      return {
        ...pageOf(employes, page, ({ cleTri, id }) => [cleTri, id] as const),
        totalCount: lignes[0]?.total ?? 0,
      };
    },

    /** Writes an employee down. One statement. @returns null when the identifier is somebody else's */
    async creer(nouveau: NouvelEmploye, acteur: Acteur): Promise<Employe | null> {
      const [employe] = await prisma.$queryRaw<Employe[]>`
        /* employe.creer */
        WITH cree AS (
          INSERT INTO employe (identifiant, nom, role, magasin_id, mot_de_passe, mot_de_passe_provisoire)
          VALUES (${nouveau.identifiant}, ${nouveau.nom}, ${nouveau.role}, ${nouveau.magasinId}::int,
            ${nouveau.motDePasse}, true)
          ON CONFLICT (identifiant) DO NOTHING RETURNING *
        )
        SELECT ${COLONNES_EMPLOYE}, inscrire_audit('EMPLOYE_CREE', ${JSON.stringify(acteur)}::jsonb,
          'employe ' || id, NULL,
          ${fiche(Prisma.sql`cree`)} || jsonb_build_object('identifiant', identifiant)) AS numero
        FROM cree`;
      return employe ?? null;
    },

    /**
     * Changes an employee, and closes their sign-ins when role or store change, or they leave. One statement.
     *
     * @returns null when nobody has that number or the version is another; DERNIER_ADMIN when nobody would
     *   administer the chain any more
     */
    async modifier(
      voulu: Modification,
      maintenant: Date,
      acteur: Acteur,
    ): Promise<Employe | null | 'DERNIER_ADMIN'> {
      try {
        const [employe] = await prisma.$queryRaw<Employe[]>`
          /* employe.modifier */
          WITH change AS (
            UPDATE employe SET nom = ${voulu.nom}, role = ${voulu.role}, magasin_id = ${voulu.magasinId}::int,
              actif = ${voulu.actif}, version = version + 1,
              nip = CASE WHEN ${voulu.magasinId}::int IS NOT NULL THEN nip END
            WHERE id = ${voulu.id}::int AND version = ${voulu.version}::int
            RETURNING new.*, ${fiche(Prisma.sql`old`)} AS avant, NOT new.actif OR old.role <> new.role
              OR old.magasin_id IS DISTINCT FROM new.magasin_id AS a_fermer
          )
          SELECT ${COLONNES_EMPLOYE}, inscrire_audit('EMPLOYE_MODIFIE', ${JSON.stringify(acteur)}::jsonb,
            'employe ' || id, avant, ${fiche(Prisma.sql`change`)} || jsonb_build_object('connexionsFermees',
              CASE WHEN a_fermer THEN fermer_connexions(id, NULL, ${maintenant}::timestamptz) ELSE 0 END)) AS numero
          FROM change`;
        return employe ?? null;
      } catch (error) {
        if (sqlStateOf(error) === DERNIER_ADMIN) return 'DERNIER_ADMIN';
        throw error;
      }
    },
  };
}

export type EmployeRepository = ReturnType<typeof employeRepository>;
