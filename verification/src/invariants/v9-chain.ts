import type { SubgraphName } from '@caisse/subgraph-kit';

import type { ReadOnlyDatabase } from '../databases.ts';
import type { AuditHead } from '../invariant.ts';
import type { Tally } from '../result.ts';

export const START: AuditHead = { numero: '0', empreinte: '' };

/** @returns the last entry before a moment */
export async function headBefore(database: ReadOnlyDatabase, since: Date): Promise<AuditHead> {
  const [row] = await database.query<AuditHead>(
    `SELECT numero::text, encode(empreinte, 'hex') AS empreinte FROM audit WHERE instant < $1
     ORDER BY numero DESC LIMIT 1`,
    [since],
  );
  return row ?? START;
}

/** @returns the digest of an entry */
export async function headAt(
  database: ReadOnlyDatabase,
  numero: string,
): Promise<string | undefined> {
  const [row] = await database.query<{ empreinte: string }>(
    `SELECT encode(empreinte, 'hex') AS empreinte FROM audit WHERE numero = $1::bigint`,
    [numero],
  );
  return row?.empreinte;
}

interface Link {
  numero: string;
  before: string;
  precedente: string;
  linked: string;
  empreinte: string;
  computed: string;
}

/**
 * Goes from one entry to those after it.
 *
 * @returns the last one, and how many there were
 */
export async function followChain(
  base: SubgraphName,
  database: ReadOnlyDatabase,
  from: AuditHead,
  size: number,
  tally: Tally,
): Promise<{ head: AuditHead; count: number }> {
  const [part] = await database.query<{ count: number; broken: Link[] | null } & AuditHead>(
    `WITH suite AS (
         SELECT a.numero, a.precedente, a.empreinte,
           sha256(a.precedente || convert_to(jsonb_build_array(a.numero, extract(epoch FROM a.instant), a.action,
             a.acteur, a.cible, a.avant, a.apres)::text, 'UTF8')) AS computed,
           lag(a.numero, 1, $1::bigint) OVER w AS before,
           lag(a.empreinte, 1, decode($2, 'hex')) OVER w AS linked
         FROM (SELECT * FROM audit WHERE numero > $1::bigint ORDER BY numero LIMIT $3) AS a
         WINDOW w AS (ORDER BY a.numero))
       SELECT count(*)::int AS count, max(numero)::text AS numero,
         encode((array_agg(empreinte ORDER BY numero DESC))[1], 'hex') AS empreinte,
         jsonb_agg(jsonb_build_object('numero', numero::text, 'before', before::text,
           'precedente', encode(precedente, 'hex'), 'linked', encode(linked, 'hex'),
           'empreinte', encode(empreinte, 'hex'), 'computed', encode(computed, 'hex')) ORDER BY numero)
           FILTER (WHERE numero <> before + 1 OR precedente <> linked OR empreinte <> computed) AS broken
       FROM suite`,
    [from.numero, from.empreinte, size],
  );
  if (!part || part.count === 0) return { head: from, count: 0 };
  for (const link of part.broken ?? []) tell(base, link, tally);
  tally.compare(part.count);
  return { head: { numero: part.numero, empreinte: part.empreinte }, count: part.count };
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
