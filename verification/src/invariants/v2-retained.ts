import type { CheckContext } from '../invariant.ts';
import type { Tally } from '../result.ts';

const WINDOW = 20_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** What stock took or brought back, and the record in vente that must say so. */
const KINDS = [
  {
    what: 'goods taken for good without a sale',
    key: 'venteId',
    stock: `SELECT vente_id AS id FROM reservation
            WHERE etat = 'CONFIRMEE' AND vente_id > $1 ORDER BY 1 LIMIT ${WINDOW}`,
    vente: `SELECT id, etat FROM vente WHERE id = ANY ($1::uuid[])`,
    allowed: (etat: string) => !['EN_COURS', 'EN_COMPENSATION', 'REFUSEE'].includes(etat),
    expected: 'a sale with a receipt',
  },
  {
    what: 'goods brought back without a return',
    key: 'annulationId',
    stock: `SELECT annulation_id AS id FROM retour
            WHERE annulation_id > $1 ORDER BY 1 LIMIT ${WINDOW}`,
    vente: `SELECT id, etat FROM annulation WHERE id = ANY ($1::uuid[])`,
    // A return in progress brings its goods back first.
    allowed: (etat: string) => etat === 'VALIDEE' || etat === 'EN_COURS',
    expected: 'a return, done or in progress',
  },
] as const;

/** stock is read before vente: whatever stock was told to do, vente had recorded before. */
export async function checkRetained({ db }: CheckContext, tally: Tally): Promise<void> {
  for (const { what, key, stock, vente, allowed, expected } of KINDS) {
    for (let last = FIRST; ;) {
      const ids = (await db.stock.query<{ id: string }>(stock, [last])).map(({ id }) => id);
      const end = ids.at(-1);
      if (end === undefined) break;
      last = end;
      const states = new Map(
        (await db.vente.query<{ id: string; etat: string }>(vente, [ids])).map((row) => [
          row.id,
          row.etat,
        ]),
      );
      for (const id of ids) {
        const etat = states.get(id);
        if (etat !== undefined && allowed(etat)) continue;
        tally.differ({ what, ids: { [key]: id }, expected, found: etat ?? 'no row' });
      }
      tally.compare(ids.length);
    }
  }
}
