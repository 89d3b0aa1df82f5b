import { cacheEnvironment, SUBGRAPHS, subgraphEnvironment } from '@caisse/subgraph-kit';

/** What the processes of a deployment read, and a process that has all of it inside does not. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...Object.keys(subgraphEnvironment.shape),
  ...Object.keys(cacheEnvironment.shape),
  ...SUBGRAPHS.map((name) => `${name.toUpperCase()}_DATABASE_URL`),
]);
/** Beginnings that only variables of ours have: one that nobody reads is misspelt. */
const OURS = /^(TERMINAL|BAREME|SEUIL|RETENTION|JETON|OPERATIONS|REQUESTS_MAX|SIGN_INS|CORS)(_|$)/;

/**
 * Variables that somebody set and that have no effect here.
 *
 * @param known those that are read
 * @param given the environment
 */
export function ignoredVariables(
  known: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, string | undefined>>,
): string[] {
  return Object.keys(given)
    .filter((name) => given[name] !== '' && !(name in known))
    .filter((name) => ELSEWHERE.has(name) || OURS.test(name))
    .sort();
}
