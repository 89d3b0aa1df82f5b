import { cursorOf, type Place } from '../cursor.ts';
import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { keepRules } from '../rules.ts';
import { bySales } from '../sales.ts';
import { ASIDE, setAside } from '../set-aside.ts';
import { wholeAtOnce } from '../walk.ts';
import { excuseOf, readDoubts } from './v3-doubts.ts';

const checkWaiting = keepRules([
  {
    what: 'in doubt: a return is waited for that nobody makes',
    sql: `
      SELECT jsonb_build_object('venteId', v.id) AS ids, to_jsonb('a final state'::text) AS expected,
        to_jsonb(v.etat || ' since ' || v.cree_le) AS found
      FROM vente v
      WHERE v.id = ANY ($1::uuid[]) AND v.etat = 'EN_ANNULATION'
        AND NOT EXISTS (SELECT FROM annulation a WHERE a.vente_id = v.id AND a.etat = 'EN_COURS')`,
  },
]);

/**
 * V3: 30 s after the till's last ask nothing is in doubt, neither a sale nor a return, and nothing is held, reserved
 * stock or a frozen cart, for a sale that is not concluded or was refused. An event that its consumer put aside explains
 * what is still held for its sale, and is named itself.
 *
 * Counted apart: a card that may still be running, for 60 s after the till's last ask; and a case that is being tried,
 * because a participant does not answer, or that waits for a person. Ages are judged by each database's own clock.
 */
export const v3: Invariant = {
  id: 'V3',
  title: 'Nothing stays in doubt, reserved or frozen',
  acrossDatabases: true,
  walks: [
    wholeAtOnce('doubt', true, checkDoubt),
    wholeAtOnce('stock', true, (context, tally) => checkHeld(context, HELD.stock, tally)),
    wholeAtOnce('carts', true, (context, tally) => checkHeld(context, HELD.panier, tally)),
    wholeAtOnce('aside', true, checkAside),
    ...bySales(checkWaiting),
  ],
};

async function checkDoubt(context: CheckContext, tally: Tally): Promise<void> {
  const doubts = await readDoubts(context.db.vente);
  tally.compare(doubts.length);
  const apart = new Map<string, number>();
  for (const doubt of doubts) {
    const excuse = excuseOf(doubt, context);
    if (excuse === 'RECENT') continue;
    if (excuse !== null) {
      apart.set(excuse, (apart.get(excuse) ?? 0) + 1);
      continue;
    }
    tally.differ({
      what: 'in doubt for too long',
      ids: { [doubt.key]: doubt.id },
      expected: 'a final state',
      found: `${doubt.etat} since ${doubt.since}`,
    });
  }
  for (const [excuse, count] of apart) tally.note(excuse, `${count} ${excuse}`);
}

async function checkAside({ db }: CheckContext, tally: Tally): Promise<void> {
  for (const consumer of ASIDE) {
    const events = await db[consumer].query<{ id: string; reason: string }>(
      `SELECT id, type || ': ' || raison AS reason FROM evenement_ecarte ORDER BY ecarte_le, id`,
    );
    tally.compare(events.length);
    for (const { id, reason } of events) {
      tally.differ({
        what: `an event of the sales log that ${consumer} put aside`,
        ids: { evenementId: id },
        expected: 'applied',
        found: reason,
      });
    }
  }
}

/** Something that a sale holds while it is being made. */
interface Held {
  what: string;
  subgraph: 'stock' | 'panier';
  /** Held for longer than $1 ms, or, of the ids in $2, still held. */
  old: string;
  among: string;
}

const HELD: Record<'stock' | 'panier', Held> = {
  stock: {
    what: 'stock reserved',
    subgraph: 'stock',
    old: `SELECT vente_id AS vente, vente_id AS id FROM reservation
          WHERE etat = 'RESERVEE' AND modifie_le < clock_timestamp() - $1 * interval '1 millisecond'`,
    among: `SELECT vente_id AS id FROM reservation WHERE etat = 'RESERVEE' AND vente_id = ANY ($1::uuid[])`,
  },
  panier: {
    what: 'a cart frozen',
    subgraph: 'panier',
    old: `SELECT gel_vente_id AS vente, id FROM panier
          WHERE statut = 'FIGE' AND fige_le < clock_timestamp() - $1 * interval '1 millisecond'`,
    among: `SELECT id FROM panier WHERE statut = 'FIGE' AND id = ANY ($1::uuid[])`,
  },
};

async function checkHeld(
  context: CheckContext,
  { what, subgraph, old, among }: Held,
  tally: Tally,
): Promise<void> {
  const { db, doubtAfterMs } = context;
  const read = await cursorOf(db, subgraph);
  const held = await db[subgraph].query<{ vente: string; id: string }>(old, [doubtAfterMs]);
  tally.compare(held.length);
  const sales = await salesOf(context, [...new Set(held.map(({ vente }) => vente))], read);
  const aside = await setAside(db, subgraph, [...sales.keys()]);
  const suspects = held.filter(({ vente }) => sales.get(vente) !== 'SOLD' && !aside.has(vente));
  // Given back between the two reads: what is gone by now was in time.
  const remaining = await db[subgraph].query<{ id: string }>(among, [suspects.map(({ id }) => id)]);
  const still = new Set(remaining.map(({ id }) => id));
  for (const { vente, id } of suspects.filter((suspect) => still.has(suspect.id))) {
    tally.differ({
      what: `${what} for too long`,
      ids: { venteId: vente, ...(id !== vente && { panierId: id }) },
      expected: 'a sale that is done, whose event is still to be read',
      found: sales.get(vente) ?? 'no such sale',
    });
  }
}

/** What became of sales: `SOLD` when the holder may go on holding, else what is wrong. */
async function salesOf(
  context: CheckContext,
  ids: readonly string[],
  { xid, position }: Place,
): Promise<Map<string, string>> {
  const { vente } = context.db;
  const rows = await vente.query<{ id: string; state: string }>(
    `SELECT v.id, CASE WHEN v.numero IS NULL THEN v.etat
       WHEN (e.xid, e.position) <= ($2::xid8, $3::bigint) THEN v.etat || ', and its event was read'
       ELSE 'SOLD' END AS state
     FROM vente v LEFT JOIN evenement e ON e.id = v.id WHERE v.id = ANY ($1::uuid[])`,
    [ids, xid, position],
  );
  const excused = new Set(
    (await readDoubts(vente))
      .filter((doubt) => excuseOf(doubt, context) !== null)
      .map(({ id }) => id),
  );
  return new Map(rows.map(({ id, state }) => [id, excused.has(id) ? 'SOLD' : state]));
}
