import { together } from '@caisse/subgraph-kit';
import { enMontant } from '@caisse/subgraph-kit/domaine';

import type { Periode } from '../domain/periode.ts';
import type {
  Sommaire,
  VentesHeure,
  VentesJour,
  VentesMagasin,
  VentesProduit,
} from '../domain/rapport.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** Which products a list shows. */
export interface ChoixProduits {
  first: number;
  /** True to leave out what came back as often as it was sold. */
  vendusSeulement?: boolean;
}

/**
 * Reads the projections, sums made in advance, for one request: all that its reports and dashboards show is one
 * statement, hence of one moment. Their parts add up while tills sell.
 */
export function rapportRepository(prisma: PrismaClient) {
  const lire = together((parties: readonly Partie[]) => lireParties(prisma, parties), cleDe);
  const lignes = async <Ligne extends object>(partie: Partie): Promise<Ligne[]> =>
    (await lire(partie)).map((brut) => enNombres<Ligne>(brut as Brut<Ligne>));
  return {
    /** The totals of a period. */
    async sommaire(periode: Periode): Promise<Sommaire> {
      const [sommaire] = await lignes<Sommaire>(Prisma.sql`
        SELECT coalesce(sum(total), 0)::text AS total, coalesce(sum(tps), 0)::text AS tps,
          coalesce(sum(tvq), 0)::text AS tvq, coalesce(sum(nombre), 0)::text AS "nombreVentes"
        FROM ventes_jour WHERE ${dans(periode)}`);
      return sommaire ?? { total: 0, tps: 0, tvq: 0, nombreVentes: 0 };
    },

    /** The places that sold, the strongest first. */
    parMagasin: (periode: Periode) =>
      lignes<VentesMagasin>(Prisma.sql`
        SELECT magasin_id AS "magasinId", sum(total)::text AS total, sum(nombre)::text AS "nombreVentes"
        FROM ventes_jour WHERE ${dans(periode)}
        GROUP BY magasin_id ORDER BY sum(ventes_jour.total) DESC, magasin_id`),

    /** The products that sold, the strongest first. */
    parProduit(periode: Periode, { first, vendusSeulement = false }: ChoixProduits) {
      const vendus = vendusSeulement ? Prisma.sql`HAVING sum(quantite) > 0` : Prisma.empty;
      return lignes<VentesProduit>(Prisma.sql`
        SELECT produit_id AS "produitId", sum(quantite)::text AS quantite, sum(total)::text AS total
        FROM ventes_produit_jour WHERE ${dans(periode)}
        GROUP BY produit_id ${vendus}
        ORDER BY sum(ventes_produit_jour.total) DESC, produit_id LIMIT ${first}`);
    },

    /** The days with sales, in their order. */
    parJour: (periode: Periode) =>
      lignes<VentesJour>(Prisma.sql`
        SELECT jour::text AS jour, sum(total)::text AS total, sum(nombre)::text AS "nombreVentes"
        FROM ventes_jour WHERE ${dans(periode)}
        GROUP BY ventes_jour.jour ORDER BY ventes_jour.jour`),

    /** The hours of the day with sales, in their order. */
    parHeure: (periode: Periode) =>
      lignes<VentesHeure>(Prisma.sql`
        SELECT heure, sum(total)::text AS total, sum(nombre)::text AS "nombreVentes"
        FROM ventes_heure WHERE ${dans(periode)}
        GROUP BY heure ORDER BY heure`),
  };
}

export type RapportRepository = ReturnType<typeof rapportRepository>;

/** A part of a report, as the statement that reads it alone. */
type Partie = Prisma.Sql;

const cleDe = ({ sql, values }: Partie) => JSON.stringify([sql, values]);

/** The rows of each part, all of one moment. */
async function lireParties(prisma: PrismaClient, parties: readonly Partie[]): Promise<object[][]> {
  const colonnes = parties.map(
    (partie) => Prisma.sql`(SELECT coalesce(json_agg(lignes), '[]') FROM (${partie}) AS lignes)`,
  );
  const [ligne] = await prisma.$queryRaw<[{ parties: object[][] }]>`
    /* rapport.lire */
    SELECT json_build_array(${Prisma.join(colonnes)}) AS parties`;
  return ligne.parties;
}

/** A row as the database gives it: sums are digits, whatever their size. */
type Brut<Ligne> = { [Champ in keyof Ligne]: string | number };

function enNombres<Ligne extends object>(brut: Brut<Ligne>): Ligne {
  return Object.fromEntries(
    Object.entries<string | number>(brut).map(([champ, valeur]) => [
      champ,
      typeof valeur === 'string' && champ !== 'jour' ? enMontant(BigInt(valeur)) : valeur,
    ]),
  ) as Ligne;
}

function dans({ du, au, magasinId }: Periode): Prisma.Sql {
  const lieu = magasinId === null ? Prisma.empty : Prisma.sql`AND magasin_id = ${magasinId}`;
  return Prisma.sql`jour BETWEEN ${du}::date AND ${au}::date ${lieu}`;
}
