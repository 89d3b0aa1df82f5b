import type { SubgraphName } from '@caisse/subgraph-kit';

import type { Databases } from './databases.ts';
import type { Acknowledged } from './journal.ts';
import type { Marks } from './marks.ts';
import type { Provider } from './provider.ts';
import type { InvariantId } from './result.ts';
import type { Walk } from './walk.ts';

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
  /** After how long nothing may be in doubt, in milliseconds. */
  doubtAfterMs: number;
  /** Whether nothing excuses what is in doubt: nobody is at work any more. */
  strict: boolean;
  /** Entries that must still be in the audit logs. */
  auditHeads?: Partial<Record<SubgraphName, AuditHead>> | undefined;
  /** The payment provider, when there is one to ask. */
  provider?: Provider | undefined;
  /** What earlier checks have seen to be right; a check that sees more of it writes it there. */
  marks: Marks;
}

/** One invariant: what it says, and the ways through what it compares. */
export interface Invariant {
  id: InvariantId;
  title: string;
  /** Whether it reads several databases, which are never read at the same instant. */
  acrossDatabases: boolean;
  walks: readonly Walk[];
}
