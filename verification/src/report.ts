import type { Difference, Result } from './result.ts';

/** Differences shown of each invariant. */
const SHOWN = 20;

/** A result as a person reads it: what was compared, how many, how long, and each difference with its ids. */
export function reportOne(result: Result): string {
  const { invariant, title, compared, found, differences, durationMs, notes } = result;
  const verdict = found === 0 ? 'ok       ' : 'DIFFERENT';
  const shown = differences.slice(0, SHOWN);
  return [
    `${invariant}  ${verdict}  ${title}`,
    `    ${compared.toLocaleString('en-CA')} compared, ${found.toLocaleString('en-CA')} ${found === 1 ? 'difference' : 'differences'}, ${(durationMs / 1000).toFixed(1)} s`,
    ...notes.map((note) => `    note: ${note}`),
    ...shown.flatMap(describe),
    ...(found > shown.length ? [`    … and ${found - shown.length} more`] : []),
  ].join('\n');
}

function describe({ what, ids, expected, found }: Difference): string[] {
  const where = Object.entries(ids).map(([name, value]) => `${name}=${value}`);
  return [
    `    - ${what}`,
    `        ${where.join(' ')}`,
    `        expected ${text(expected)}`,
    `        found    ${text(found)}`,
  ];
}

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The last line: how much was compared, and whether all is well. */
export function conclusion(results: readonly Result[]): string {
  const compared = results.reduce((sum, result) => sum + result.compared, 0);
  const broken = results.filter(({ found }) => found > 0).map(({ invariant }) => invariant);
  const counted = `${compared.toLocaleString('en-CA')} compared`;
  return broken.length === 0
    ? `All ${results.length} invariants hold: ${counted}.`
    : `${broken.join(', ')} ${broken.length === 1 ? 'does' : 'do'} not hold: ${counted}.`;
}

/** The whole report. */
export function report(results: readonly Result[]): string {
  return [...results.map(reportOne), conclusion(results)].join('\n');
}
