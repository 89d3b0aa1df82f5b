import { z } from 'zod';

import type { Tally } from '../result.ts';
import { defineWalk, type Walk } from '../walk.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What stock took or brought back, and the record in vente that must say so. */
const KINDS = [
  {
    name: 'reservations',
    what: 'goods taken for good without a sale',
    key: 'venteId',
    stock: `SELECT vente_id AS id FROM reservation
            WHERE etat = 'CONFIRMEE' AND vente_id > $1 ORDER BY 1 LIMIT $2`,
    vente: `SELECT id, etat FROM vente WHERE id = ANY ($1::uuid[])`,
    allowed: (etat: string) => !['EN_COURS', 'EN_COMPENSATION', 'REFUSEE'].includes(etat),
    expected: 'a sale with a receipt',
  },
  {
    name: 'returns',
    what: 'goods brought back without a return',
    key: 'annulationId',
    stock: `SELECT annulation_id AS id FROM retour
            WHERE annulation_id > $1 ORDER BY 1 LIMIT $2`,
    vente: `SELECT id, etat FROM annulation WHERE id = ANY ($1::uuid[])`,
    // A return in progress brings its goods back first.
    allowed: (etat: string) => etat === 'VALIDEE' || etat === 'EN_COURS',
    expected: 'a return, done or in progress',
  },
] as const;

/** stock is read before vente: whatever stock was told to do, vente had recorded before. */
export const RETAINED: readonly Walk[] = KINDS.map((kind) =>
  defineWalk({
    ...{ name: kind.name, size: 20_000, place: z.string() },
    async look({ db }, from, size, tally) {
      const rows = await db.stock.query<{ id: string }>(kind.stock, [from ?? NOBODY, size]);
      const ids = rows.map(({ id }) => id);
      const found = await db.vente.query<{ id: string; etat: string }>(kind.vente, [ids]);
      compare(kind, ids, new Map(found.map(({ id, etat }) => [id, etat])), tally);
      return ids.length === size ? (ids.at(-1) ?? null) : null;
    },
  }),
);

function compare(
  { what, key, allowed, expected }: (typeof KINDS)[number],
  ids: readonly string[],
  states: ReadonlyMap<string, string>,
  tally: Tally,
): void {
  for (const id of ids) {
    const etat = states.get(id);
    if (etat !== undefined && allowed(etat)) continue;
    tally.differ({ what, ids: { [key]: id }, expected, found: etat ?? 'no row' });
  }
  tally.compare(ids.length);
}
