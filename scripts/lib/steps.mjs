import { forget, isFresh, remember } from './cache.mjs';

/**
 * @typedef {object} Step
 * @property {string} name shown to the person, and name of its cache entry
 * @property {() => string} [inputs] hash of what it reads; without it the step always runs
 * @property {string[]} [outputs] what it writes
 * @property {() => Promise<string | void>} work throws to fail; may return one line to show
 */

/** @param {number} since @returns {string} seconds, as a person reads them */
export const elapsed = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Runs one step, prints its line, and tells whether it succeeded.
 * @param {Step} step
 */
export async function runStep({ name, inputs, outputs = [], work }) {
  const start = performance.now();
  const cacheName = name.replaceAll(/[^a-z0-9]+/gi, '-');
  const hash = inputs?.();
  if (hash && isFresh(cacheName, hash, outputs)) return 'fresh';
  try {
    const note = await work();
    if (hash) remember(cacheName, hash, outputs);
    console.log(`  ok      ${name.padEnd(28)} ${elapsed(start).padStart(7)}${note ? `  ${note}` : ''}`);
    return 'done';
  } catch (error) {
    forget(cacheName);
    console.log(`  FAILED  ${name.padEnd(28)} ${elapsed(start).padStart(7)}`);
    console.log(messageOf(error).trimEnd().replaceAll(/^/gm, '          '));
    return 'failed';
  }
}
