import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { keepRules } from '../rules.ts';
import { bySales } from '../sales.ts';
import { carts } from './v11-cashed.ts';
import { type Cart, readCarts, readSoldCarts, type SoldCart, statusOn } from './v11-reading.ts';

/**
 * V11: a cart is sold at most once, and a receipt has the lines of its cart, prices and the statuses of its day
 * included. A cart that is no longer kept is compared with nothing.
 *
 * vente is read before panier: a cart is frozen before its sale, and never changes after it.
 */
export const v11: Invariant = {
  id: 'V11',
  title: 'A cart is sold once, as it was',
  acrossDatabases: true,
  walks: [
    ...bySales(async (context, ids, tally) => {
      await soldOnce(context, ids, tally);
      await compareLines(context, ids, tally);
    }),
    carts,
  ],
};

const soldOnce = keepRules([
  {
    what: 'a cart that was sold more than once',
    sql: `
      SELECT jsonb_build_object('venteId', v.id, 'panierId', v.panier_id) AS ids,
        to_jsonb('no other sale'::text) AS expected, jsonb_agg(w.id ORDER BY w.id) AS found
      FROM vente v JOIN vente w ON w.panier_id = v.panier_id AND w.numero IS NOT NULL AND w.id <> v.id
      WHERE v.id = ANY ($1::uuid[]) GROUP BY v.id`,
  },
]);

async function compareLines({ db }: CheckContext, ids: readonly string[], tally: Tally) {
  const sales = await readSoldCarts(db.vente, ids);
  const read = await readCarts(
    db.panier,
    sales.map(({ panierId }) => panierId),
  );
  const kept = new Map(read.map((cart) => [cart.id, cart]));
  for (const sale of sales) {
    const cart = kept.get(sale.panierId);
    if (cart) compareSale(sale, cart, tally);
  }
}

function compareSale(sale: SoldCart, cart: Cart, tally: Tally): void {
  const ids = { venteId: sale.id, panierId: cart.id };
  if (cart.sale !== sale.id || cart.statut === 'OUVERT') {
    tally.differ({
      what: 'a cart that is not held by the sale that sold it',
      ids,
      expected: sale.id,
      found: `${cart.statut}, ${cart.sale ?? 'no sale'}`,
    });
  }
  const lines = cart.lines
    .map(({ statuts, ...line }) => ({
      ...line,
      tps: statusOn(statuts, 'TPS', sale.day),
      tvq: statusOn(statuts, 'TVQ', sale.day),
    }))
    .map(written)
    .sort();
  const sold = sale.lines.map(written).sort();
  if (JSON.stringify(lines) !== JSON.stringify(sold)) {
    tally.differ({
      what: 'a receipt whose lines are not those of its cart (product x quantity @ price, statuses)',
      ids,
      expected: lines,
      found: sold,
    });
  }
  const place = [cart.session, cart.caisse, cart.magasin].join(' ');
  const soldAt = [sale.session, sale.caisse, sale.magasin].join(' ');
  if (place === soldAt) return;
  tally.differ({
    what: 'a sale in another session, till or place than its cart',
    ids,
    expected: place,
    found: soldAt,
  });
}

const written = ({ produit, quantite, prix, tps, tvq }: SoldCart['lines'][number]) =>
  `${produit} x ${quantite} @ ${prix}, ${tps} ${tvq}`;
