import { parseArgs } from 'node:util';

import { readAuditHeads } from '../audit-heads.ts';
import { conclusion, reportOne } from '../report.ts';
import { type InvariantId, INVARIANTS } from '../result.ts';
import { readJournal } from '../journal.ts';
import { locateDatabases } from '../locate.ts';
import { createProgress } from '../progress.ts';
import { verifier, type VerifierOptions } from '../verifier.ts';

const USAGE = `Checks the invariants of the sale over the six databases, and writes nothing to them.

  npm run verifier -- [--journal file] [--attendre seconds] [--seulement V1,V4] [--audit heads]

  --journal file      acknowledgements to compare, JSON lines {venteId, total, numero}
  --attendre seconds  wait at most so long until the sales log is read by all
  --seulement V1,V4   only these invariants
  --audit heads       entries that an earlier V9 printed, stock=12:<digest>,…: they must still be there

The payment provider of V13 is that of TERMINAL_URL.
The databases are those of PRODUIT_DATABASE_URL, … if set, else those of the standalone mode (DATA_DIR).
Ends with 0 when all hold, 1 when there is a difference, 2 when something could not be checked.`;

process.exitCode = await main().catch((error: unknown) => {
  console.error(`verifier: ${error instanceof Error ? error.message : String(error)}`);
  return 2;
});

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      journal: { type: 'string' },
      attendre: { type: 'string' },
      seulement: { type: 'string' },
      audit: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const options: Omit<VerifierOptions, 'urls'> = {
    terminalUrl: process.env['TERMINAL_URL'],
    ...(values.journal !== undefined && { journal: readJournal(values.journal) }),
    ...(values.attendre !== undefined && { attendreMs: seconds(values.attendre) * 1_000 }),
    ...(values.audit !== undefined && { auditHeads: readAuditHeads(values.audit) }),
    ...(values.seulement !== undefined && { only: invariants(values.seulement) }),
  };
  const { urls, where, release } = await locateDatabases(
    process.env,
    process.env['DATA_DIR'] ?? '.data',
  );
  const progress = createProgress(process.stderr);
  try {
    console.log(`verifier: ${where}\n`);
    const results = await verifier({
      ...options,
      urls,
      onProgress: ({ invariant, compared }) => {
        progress.show(`${invariant}: ${compared.toLocaleString('en-CA')} compared`);
      },
      onGaveWay: ({ message }) => {
        progress.clear();
        console.error(`verifier: ${message}; it is read again when the migration is done`);
      },
      onResult: (result) => {
        progress.clear();
        console.log(reportOne(result));
      },
    });
    console.log(`\n${conclusion(results)}`);
    return results.some(({ found }) => found > 0) ? 1 : 0;
  } finally {
    progress.clear();
    await release();
  }
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`"${text}" is not a number of seconds`);
  return value;
}

function invariants(text: string): InvariantId[] {
  return text.split(',').map((part) => {
    const id = INVARIANTS.find((known) => known === part.trim().toUpperCase());
    if (!id) throw new Error(`"${part}" is not one of ${INVARIANTS.join(', ')}`);
    return id;
  });
}
