import { z } from 'zod';

import { defineWalk } from '../walk.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Transfers by id: those that have a row, and those that only movements name. */
export const transfers = defineWalk({
  ...{ name: 'transfers', place: z.string() },
  async look({ db: { stock } }, from, size, tally) {
    const rows = await stock.query<{ id: string }>(
      `SELECT id FROM (
         (SELECT id FROM transfert WHERE id > $1 ORDER BY id LIMIT $2)
         UNION
         (SELECT DISTINCT transfert_id FROM mouvement WHERE transfert_id > $1 ORDER BY 1 LIMIT $2)
       ) AS t ORDER BY id LIMIT $2`,
      [from ?? NOBODY, size],
    );
    const ids = rows.map(({ id }) => id);
    const broken = await stock.query<{
      transfert: string;
      produit: number;
      expected: object;
      found: object;
    }>(BROKEN, [ids]);
    for (const { transfert, produit, expected, found } of broken) {
      tally.differ({
        what: 'a transfer whose movements are not its lines, or do not add up to zero',
        ids: { transfertId: transfert, produitId: produit },
        expected,
        found,
      });
    }
    tally.compare(ids.length);
    return ids.length === size ? (ids.at(-1) ?? null) : null;
  },
});

const BROKEN = `
  SELECT transfert_id AS transfert, produit_id AS produit,
    jsonb_build_object('out', -coalesce(l.quantite, 0), 'in', coalesce(l.quantite, 0)) AS expected,
    jsonb_build_object('out', coalesce(m.sortie, 0), 'in', coalesce(m.entree, 0)) AS found
  FROM (SELECT transfert_id, produit_id,
          sum(delta_disponible) FILTER (WHERE type = 'TRANSFERT_SORTIE') AS sortie,
          sum(delta_disponible) FILTER (WHERE type = 'TRANSFERT_ENTREE') AS entree
        FROM mouvement WHERE transfert_id = ANY ($1::uuid[]) GROUP BY 1, 2) AS m
  FULL JOIN (SELECT l.* FROM transfert_ligne l JOIN transfert t ON t.id = l.transfert_id
             WHERE t.statut = 'RECU' AND t.id = ANY ($1::uuid[])) AS l USING (transfert_id, produit_id)
  WHERE coalesce(m.sortie, 0) + coalesce(m.entree, 0) <> 0
     OR coalesce(m.entree, 0) <> coalesce(l.quantite, 0)
  ORDER BY 1, 2`;
