import type { StatutTaxe, Taxe } from '@caisse/fiscalite';

import type { PrismaClient } from './prisma.ts';

/** A product, on a day. */
export interface ProduitAuJour {
  produitId: number;
  /** YYYY-MM-DD */
  jour: string;
}

/** How a tax treats a product on a day. */
export interface StatutAuJour extends ProduitAuJour {
  taxe: Taxe;
  statut: StatutTaxe;
}

/** Reads the dated tax statuses. */
export function statutFiscalRepository(prisma: PrismaClient) {
  return {
    /** The statuses in force for each product on its day, both taxes, in one statement. */
    enVigueur(demandes: readonly ProduitAuJour[]): Promise<StatutAuJour[]> {
      return prisma.$queryRaw<StatutAuJour[]>`
        /* statutFiscal.enVigueur */
        SELECT DISTINCT ON (d.produit_id, d.jour, s.taxe)
          d.produit_id AS "produitId", d.jour::text AS jour, s.taxe, s.statut
        FROM unnest(${demandes.map((d) => d.produitId)}::int[], ${demandes.map((d) => d.jour)}::date[])
          AS d (produit_id, jour)
        JOIN statut_fiscal s ON s.produit_id = d.produit_id AND s.effet_du <= d.jour
        ORDER BY d.produit_id, d.jour, s.taxe, s.effet_du DESC`;
    },
  };
}

export type StatutFiscalRepository = ReturnType<typeof statutFiscalRepository>;
