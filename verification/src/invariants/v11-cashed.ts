import { z } from 'zod';

import { defineWalk } from '../walk.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Carts that say that they were cashed, and the sale that must say so too: it had its receipt before. */
export const carts = defineWalk({
  ...{ name: 'carts', place: z.string() },
  async look({ db }, from, size, tally) {
    const cashed = await db.panier.query<{ id: string; sale: string | null; statut: string }>(
      `SELECT id, gel_vente_id AS sale, statut FROM panier WHERE id > $1 ORDER BY id LIMIT $2`,
      [from ?? NOBODY, size],
    );
    const suspects = cashed.filter(({ statut }) => statut === 'ENCAISSE');
    const sales = await db.vente.query<{ id: string; panier: string; sold: boolean }>(
      `SELECT id, panier_id AS panier, numero IS NOT NULL AS sold FROM vente WHERE id = ANY ($1::uuid[])`,
      [suspects.map(({ sale }) => sale)],
    );
    const byId = new Map(sales.map((sale) => [sale.id, sale]));
    for (const { id, sale } of suspects) {
      const found = byId.get(sale ?? '');
      if (found?.sold && found.panier === id) continue;
      tally.differ({
        what: 'a cashed cart without its sale',
        ids: { panierId: id, ...(sale !== null && { venteId: sale }) },
        expected: 'a sale with a receipt, of that cart',
        found: found ?? 'no such sale',
      });
    }
    tally.compare(suspects.length);
    return cashed.length === size ? (cashed.at(-1)?.id ?? null) : null;
  },
});
