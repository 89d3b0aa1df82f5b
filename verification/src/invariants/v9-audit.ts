import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { z } from 'zod';

import type { CheckContext, AuditHead, Invariant } from '../invariant.ts';
import { auditHead } from '../marks.ts';
import type { Tally } from '../result.ts';
import { defineWalk, wholeAtOnce } from '../walk.ts';
import { followChain, headAt, headBefore, START } from './v9-chain.ts';

/** Services that keep an audit log. */
const AUDITED: readonly SubgraphName[] = SUBGRAPHS.filter(
  (name) => name !== 'panier' && name !== 'reporting',
);

/**
 * V9: nothing was changed in the audit logs, removed from them or put between their entries.
 *
 * Each entry carries the digest of the one before and its own, which is computed here again, and not by the database's
 * own function: whoever rewrites a log may have rewritten that too. What the chain cannot show is that its last entries
 * are gone, or that all of it was written anew: that takes a head that was kept elsewhere, by somebody or in the marks
 * of earlier checks.
 */
export const v9: Invariant = {
  id: 'V9',
  title: 'The audit logs are chains without a break',
  acrossDatabases: false,
  walks: [
    wholeAtOnce('heads', true, checkHeads),
    defineWalk({
      ...{ name: 'chains', place: z.object({ base: z.enum(SUBGRAPHS), head: auditHead }) },
      async look({ db, marks }, from, size, tally) {
        const { base, head } = from ?? { base: AUDITED[0] ?? 'produit', head: START };
        const last = await followChain(base, db[base], head, size, tally);
        if (last.count === size) return { base, head: last.head };
        tally.note(
          base,
          `kept elsewhere, proves later what was there: ${base}=${written(last.head)}`,
        );
        marks.audit = { [base]: last.head, ...marks.audit };
        const next = AUDITED[AUDITED.indexOf(base) + 1];
        return next ? { base: next, head: START } : null;
      },
    }),
    defineWalk({
      ...{ name: 'new entries', whole: false, place: z.object({ since: z.string() }) },
      since: (_context, since) => ({ since: since.toISOString() }),
      async look(context, from, size, tally) {
        if (from) await followAll(context, new Date(from.since), size, tally);
        return null;
      },
    }),
  ],
};

/** What was written after the entry that was seen to be right. */
async function followAll(
  { db, marks }: CheckContext,
  since: Date,
  size: number,
  tally: Tally,
): Promise<void> {
  for (const base of AUDITED) {
    const before = tally.found();
    const kept = marks.audit?.[base];
    // Told by the other walk, for as long as it is so.
    if (kept && kept.numero !== '0' && (await headAt(db[base], kept.numero)) !== kept.empreinte) {
      continue;
    }
    let at: AuditHead = kept ?? (await headBefore(db[base], since));
    for (let more = true; more;) {
      const part = await followChain(base, db[base], at, size, tally);
      at = part.head;
      more = part.count === size;
    }
    if (kept && tally.found() === before) marks.audit = { ...marks.audit, [base]: at };
  }
}

/** Whether the entries that somebody kept, or an earlier check, are still there. */
async function checkHeads(
  { db, marks, auditHeads = {} }: CheckContext,
  tally: Tally,
): Promise<void> {
  for (const base of AUDITED) {
    for (const kept of [auditHeads[base], marks.audit?.[base]]) {
      if (!kept || kept.numero === '0') continue;
      const found = await headAt(db[base], kept.numero);
      tally.compare(1);
      if (found === kept.empreinte) continue;
      tally.differ({
        what: 'a head of the audit log that was kept, and that the log no longer has',
        ids: { base, numero: Number(kept.numero) },
        expected: kept.empreinte,
        found: found ?? 'no entry',
      });
    }
  }
}

/** As `--audit` reads it. */
const written = ({ numero, empreinte }: AuditHead) => `${numero}:${empreinte}`;
