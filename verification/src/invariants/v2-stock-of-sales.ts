import { cursorOf } from '../cursor.ts';
import type { Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { bySales } from '../sales.ts';
import { setAside } from '../set-aside.ts';
import { RETAINED } from './v2-retained.ts';
import { readMovements, readSold, type Sold, type SoldStock } from './v2-reading.ts';

/**
 * V2: a sale has its reservation and its movements, for the quantities of its receipt, and its returns too;
 * and nothing is taken for good, or brought back, without a sale, or a return, that says so.
 *
 * vente is read before stock: what a receipt needs in stock was there before the receipt.
 */
export const v2: Invariant = {
  id: 'V2',
  title: 'Sales and returns have their stock movements, and the other way round',
  acrossDatabases: true,
  walks: [
    ...bySales(async ({ db }, ids, tally) => {
      // Before the events of the sales are looked up: those that come later are not due yet.
      const read = await cursorOf(db, 'stock');
      const sold = await readSold(db.vente, ids, read);
      const aside = await setAside(db, 'stock', ids);
      const rows = await readMovements(db.stock, ids);
      const movements = new Map(rows.map((row) => [row.id, row]));
      for (const sale of sold) {
        // V3 names what was put aside.
        const due = sale.due && !aside.has(sale.id);
        compareSale({ ...sale, due }, movements.get(sale.id), tally);
      }
    }),
    ...RETAINED,
  ],
};

const quantities = (lines: Sold['lines'], disponible: -1 | 0 | 1, reserve: -1 | 0 | 1) =>
  lines
    .map(([product, quantity]) => `${product}:${quantity * disponible}:${quantity * reserve}`)
    .join(' ');

function compareSale(sale: Sold, stock: SoldStock | undefined, tally: Tally): void {
  const ids = { venteId: sale.id };
  if (stock?.etat !== 'RESERVEE' && stock?.etat !== 'CONFIRMEE') {
    tally.differ({
      what: 'a sale without a reservation',
      ids,
      expected: 'RESERVEE or CONFIRMEE',
      found: stock?.etat ?? 'no row',
    });
    return;
  }
  if (sale.due && stock.etat !== 'CONFIRMEE') {
    tally.differ({
      what: 'a reservation that is not confirmed although stock has read the event of its sale',
      ids,
      expected: 'CONFIRMEE',
      found: stock.etat,
    });
  }
  const confirmed = stock.etat === 'CONFIRMEE';
  const expected: Record<string, string> = {
    RESERVATION: quantities(sale.lines, -1, 1),
    ...(confirmed && { CONFIRMATION: quantities(sale.lines, 0, -1) }),
    ...Object.fromEntries(
      sale.returns.map(({ id, lines }) => [`RETOUR ${id}`, quantities(lines, 1, 0)]),
    ),
  };
  const found = stock.movements;
  for (const type of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    // A return may be in progress: its goods come back before its credit note is written. V3 and the
    // reverse check look at those.
    if (type.startsWith('RETOUR') && expected[type] === undefined) continue;
    if (expected[type] === found[type]) continue;
    tally.differ({
      what: `${type.split(' ')[0]} movements that differ from the receipt (product:available:reserved)`,
      ids: { ...ids, ...(type.startsWith('RETOUR ') && { annulationId: type.slice(7) }) },
      expected: expected[type] ?? 'none',
      found: found[type] ?? 'none',
    });
  }
  const stores = new Set([stock.magasin, ...stock.stores]);
  if (stores.size !== 1 || !stores.has(sale.magasin)) {
    tally.differ({
      what: 'goods taken from, or returned to, another store than that of the sale',
      ids,
      expected: sale.magasin,
      found: [...stores],
    });
  }
}
