import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';

import type { ReadOnlyDatabase } from '../databases.ts';
import type { AuditHead, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';

/** Services that keep an audit log. */
const AUDITED = SUBGRAPHS.filter((name) => name !== 'panier' && name !== 'reporting');

/**
 * V9: nothing was changed in the audit logs, removed from them or put between their entries.
 *
 * Each entry carries the digest of the one before and its own, which is computed here again, and not by the database's
 * own function: whoever rewrites a log may have rewritten that too. What the chain cannot show is that its last entries
 * are gone, or that all of it was written anew: that takes a head that was kept elsewhere.
 */
export const v9: Invariant = {
  id: 'V9',
  title: 'The audit logs are chains without a break',
  recent: true,
  acrossDatabases: false,
  async check({ db, since, auditHeads = {} }, tally) {
    for (const base of AUDITED) {
      const database = db[base];
      await database.snapshot(async () => {
        const head = await follow(base, database, await startOf(database, since), tally);
        tally.note(`kept elsewhere, proves later what was there: ${base}=${written(head)}`);
        const kept = auditHeads[base];
        if (kept) await compareHead(base, database, kept, tally);
      });
    }
  },
};

const WINDOW = 5_000;
const START: AuditHead = { numero: '0', empreinte: '' };

/** @returns the last entry before a moment */
async function startOf(database: ReadOnlyDatabase, since: Date | undefined): Promise<AuditHead> {
  if (!since) return START;
  const [row] = await database.query<AuditHead>(
    `SELECT numero::text, encode(empreinte, 'hex') AS empreinte FROM audit WHERE instant < $1
     ORDER BY numero DESC LIMIT 1`,
    [since],
  );
  return row ?? START;
}

interface Link {
  numero: string;
  before: string;
  precedente: string;
  linked: string;
  empreinte: string;
  computed: string;
}

/** Goes from one entry to the last. @returns the last one */
async function follow(
  base: SubgraphName,
  database: ReadOnlyDatabase,
  start: AuditHead,
  tally: Tally,
): Promise<AuditHead> {
  for (let last = start; ;) {
    const [part] = await database.query<{ count: number; broken: Link[] | null } & AuditHead>(
      `WITH suite AS (
         SELECT a.numero, a.precedente, a.empreinte,
           sha256(a.precedente || convert_to(jsonb_build_array(a.numero, extract(epoch FROM a.instant), a.action,
             a.acteur, a.cible, a.avant, a.apres)::text, 'UTF8')) AS computed,
           lag(a.numero, 1, $1::bigint) OVER w AS before,
           lag(a.empreinte, 1, decode($2, 'hex')) OVER w AS linked
         FROM (SELECT * FROM audit WHERE numero > $1::bigint ORDER BY numero LIMIT ${WINDOW}) AS a
         WINDOW w AS (ORDER BY a.numero))
       SELECT count(*)::int AS count, max(numero)::text AS numero,
         encode((array_agg(empreinte ORDER BY numero DESC))[1], 'hex') AS empreinte,
         jsonb_agg(jsonb_build_object('numero', numero::text, 'before', before::text,
           'precedente', encode(precedente, 'hex'), 'linked', encode(linked, 'hex'),
           'empreinte', encode(empreinte, 'hex'), 'computed', encode(computed, 'hex')) ORDER BY numero)
           FILTER (WHERE numero <> before + 1 OR precedente <> linked OR empreinte <> computed) AS broken
       FROM suite`,
      [last.numero, last.empreinte],
    );
    if (!part || part.count === 0) return last;
    for (const link of part.broken ?? []) tell(base, link, tally);
    tally.compare(part.count);
    last = { numero: part.numero, empreinte: part.empreinte };
    if (part.count < WINDOW) return last;
  }
}

function tell(base: SubgraphName, link: Link, tally: Tally): void {
  const { numero, before, precedente, linked, empreinte, computed } = link;
  const ids = { base, numero: Number(numero) };
  const wanted = BigInt(before) + 1n;
  if (BigInt(numero) !== wanted) {
    const what = 'entries that are missing from the audit log before this one';
    tally.differ({ what, ids, expected: Number(wanted), found: Number(numero) });
  }
  if (precedente !== linked) {
    const what = 'an entry of the audit log that does not follow the one before it';
    tally.differ({ what, ids, expected: linked, found: precedente });
  }
  if (empreinte !== computed) {
    const what = 'an entry of the audit log that does not say what it said';
    tally.differ({ what, ids, expected: empreinte, found: computed });
  }
}

/** Whether an entry that somebody kept is still there. */
async function compareHead(
  base: SubgraphName,
  database: ReadOnlyDatabase,
  { numero, empreinte }: AuditHead,
  tally: Tally,
): Promise<void> {
  const [row] = await database.query<{ empreinte: string }>(
    `SELECT encode(empreinte, 'hex') AS empreinte FROM audit WHERE numero = $1::bigint`,
    [numero],
  );
  tally.compare(1);
  if (row?.empreinte === empreinte) return;
  tally.differ({
    what: 'a head of the audit log that was kept, and that the log no longer has',
    ids: { base, numero: Number(numero) },
    expected: empreinte,
    found: row?.empreinte ?? 'no entry',
  });
}

/** As `--audit` reads it. */
const written = ({ numero, empreinte }: AuditHead) => `${numero}:${empreinte}`;
