import type { SubgraphName } from '@caisse/subgraph-kit';

import type { Acknowledged } from '../journal.ts';
import type { InvariantId } from '../result.ts';
import type { Sale } from './history.ts';

/** What the history holds: see verifier.int.test.ts. */
export interface Actors {
  /** Two lines (product 5 twice, product 7 once), nothing returned. */
  kept: Sale;
  /** Product 7 came back: `note`. */
  partly: Sale;
  note: { annulationId: string; total: number };
  /** The last one of its till, returned in full. */
  last: Sale;
}

/** One wrong thing, and how it must be told. */
export interface Fault {
  invariant: InvariantId;
  name: string;
  db: SubgraphName;
  table: string;
  sql: string;
  params?: (actors: Actors) => unknown[];
  /** What the difference says, in part, and the ids it must name. */
  what: string;
  ids: (actors: Actors) => Record<string, unknown>;
}

/** A journal of acknowledgements that the database contradicts. */
export const LIES: readonly {
  name: string;
  line: (actors: Actors) => Acknowledged;
}[] = [
  { name: 'a sale that is not there', line: ({ kept }) => ({ ...kept, venteId: NOBODY }) },
  { name: 'another total', line: ({ kept }) => ({ ...kept, total: kept.total + 1 }) },
  { name: 'another receipt', line: ({ kept }) => ({ ...kept, numero: '1-1-000099' }) },
  {
    name: 'a return that is not there',
    line: ({ note }) => ({ ...note, annulationId: NOBODY }),
  },
  { name: 'another refund', line: ({ note }) => ({ ...note, total: note.total - 1 }) },
];

export const NOBODY = '00000000-0000-7000-8000-000000000000';

export const theSale = ({ kept }: Actors) => ({ venteId: kept.venteId });
export const ofTheSale = ({ kept }: Actors) => [kept.venteId];
export const theReturn = ({ partly, note }: Actors) => ({
  venteId: partly.venteId,
  annulationId: note.annulationId,
});
export const ofTheReturn = ({ note }: Actors) => [note.annulationId];
export const nobody = (key: string) => () => ({ [key]: NOBODY });

/** A fault of what a sale left in stock or in vente. */
export const ofSale = (
  invariant: InvariantId,
  name: string,
  db: SubgraphName,
  table: string,
  sql: string,
  what: string,
): Fault => ({ invariant, name, db, table, sql, what, params: ofTheSale, ids: theSale });
