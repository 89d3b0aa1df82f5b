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

/** Reads the projections: each list is one statement over sums made in advance. */
export function rapportRepository(prisma: PrismaClient) {
  return {
    /** The totals of a period. */
    async sommaire(periode: Periode): Promise<Sommaire> {
      const [ligne] = await prisma.$queryRaw<Brut<Sommaire>[]>`
        /* rapport.sommaire */
        SELECT coalesce(sum(total), 0)::bigint AS total, coalesce(sum(tps), 0)::bigint AS tps,
          coalesce(sum(tvq), 0)::bigint AS tvq, coalesce(sum(nombre), 0)::bigint AS "nombreVentes"
        FROM ventes_jour WHERE ${dans(periode)}`;
      return enNombres(ligne ?? { total: 0n, tps: 0n, tvq: 0n, nombreVentes: 0n });
    },

    /** The places that sold, the strongest first. */
    async parMagasin(periode: Periode): Promise<VentesMagasin[]> {
      const lignes = await prisma.$queryRaw<Brut<VentesMagasin>[]>`
        /* rapport.parMagasin */
        SELECT magasin_id AS "magasinId", sum(total)::bigint AS total, sum(nombre)::bigint AS "nombreVentes"
        FROM ventes_jour WHERE ${dans(periode)}
        GROUP BY magasin_id ORDER BY sum(total) DESC, magasin_id`;
      return lignes.map(enNombres);
    },

    /** The products that sold, the strongest first. */
    async parProduit(
      periode: Periode,
      { first, vendusSeulement = false }: ChoixProduits,
    ): Promise<VentesProduit[]> {
      const vendus = vendusSeulement ? Prisma.sql`HAVING sum(quantite) > 0` : Prisma.empty;
      const lignes = await prisma.$queryRaw<Brut<VentesProduit>[]>`
        /* rapport.parProduit */
        SELECT produit_id AS "produitId", sum(quantite)::bigint AS quantite, sum(total)::bigint AS total
        FROM ventes_produit_jour WHERE ${dans(periode)}
        GROUP BY produit_id ${vendus} ORDER BY sum(total) DESC, produit_id LIMIT ${first}`;
      return lignes.map(enNombres);
    },

    /** The days with sales, in their order. */
    async parJour(periode: Periode): Promise<VentesJour[]> {
      const lignes = await prisma.$queryRaw<Brut<VentesJour>[]>`
        /* rapport.parJour */
        SELECT jour::text AS jour, sum(total)::bigint AS total, sum(nombre)::bigint AS "nombreVentes"
        FROM ventes_jour WHERE ${dans(periode)}
        GROUP BY ventes_jour.jour ORDER BY ventes_jour.jour`;
      return lignes.map(enNombres);
    },

    /** The hours of the day with sales, in their order. */
    async parHeure(periode: Periode): Promise<VentesHeure[]> {
      const lignes = await prisma.$queryRaw<Brut<VentesHeure>[]>`
        /* rapport.parHeure */
        SELECT heure, sum(total)::bigint AS total, sum(nombre)::bigint AS "nombreVentes"
        FROM ventes_heure WHERE ${dans(periode)}
        GROUP BY heure ORDER BY heure`;
      return lignes.map(enNombres);
    },
  };
}

export type RapportRepository = ReturnType<typeof rapportRepository>;

/** A row as the driver gives it: sums are bigint. */
type Brut<Ligne> = {
  [Champ in keyof Ligne]: Ligne[Champ] extends number ? number | bigint : Ligne[Champ];
};

function enNombres<Ligne extends object>(brut: Brut<Ligne>): Ligne {
  return Object.fromEntries(
    Object.entries(brut).map(([champ, valeur]) => [
      champ,
      typeof valeur === 'bigint' ? enMontant(valeur) : valeur,
    ]),
  ) as Ligne;
}

function dans({ du, au, magasinId }: Periode): Prisma.Sql {
  const lieu = magasinId === null ? Prisma.empty : Prisma.sql`AND magasin_id = ${magasinId}`;
  return Prisma.sql`jour BETWEEN ${du}::date AND ${au}::date ${lieu}`;
}
