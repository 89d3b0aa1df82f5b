import type { SubgraphName } from '@caisse/subgraph-kit';

import type { Databases } from './databases.ts';
import type { Acknowledged } from './journal.ts';
import type { InvariantId, Tally } from './result.ts';

/** An entry of an audit log, as somebody outside keeps it. */
export interface AuditHead {
  numero: string;
  /** Hexadecimal. */
  empreinte: string;
}

/** What a check works with. */
export interface CheckContext {
  db: Databases;
  /** What tills were told, when somebody kept it. */
  journal?: Iterable<Acknowledged> | AsyncIterable<Acknowledged> | undefined;
  /** Only what changed since then is looked at; absent: everything. */
  since?: Date | undefined;
  /** After how long nothing may be in doubt, in milliseconds. */
  doubtAfterMs: number;
  /** Entries that must still be in the audit logs. */
  auditHeads?: Partial<Record<SubgraphName, AuditHead>> | undefined;
}

/** One invariant: what it says, and the check. */
export interface Invariant {
  id: InvariantId;
  title: string;
  /** Whether it can be checked for recent changes only, at a cost that does not grow with the past. */
  recent: boolean;
  /** Whether it reads several databases, which are never read at the same instant. */
  acrossDatabases: boolean;
  check: (context: CheckContext, tally: Tally) => Promise<void>;
}
