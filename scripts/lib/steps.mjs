import { forget, isFresh, remember } from './cache.mjs';

/**
 * @typedef {object} Step
 * @property {string} name shown to the person, and name of its cache entry
 * @property {() => string} [inputs] hash of what it reads; without it the step always runs
 * @property {string[]} [outputs] what it writes
 * @property {() => Promise<string | void>} work throws to fail; may return one line to show
 */

/** @typedef {'done' | 'fresh' | 'failed'} Outcome */

/** @param {number} since @returns {string} seconds, as a person reads them */
export const elapsed = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** @param {string} word @param {string} name @param {string} time @param {string} [note] */
const line = (word, name, time, note = '') =>
  console.log(`  ${word.padEnd(9)} ${name.padEnd(26)} ${time.padStart(7)}  ${note}`.trimEnd());

/**
 * Runs one step, prints its line, and tells how it ended.
 * @param {Step} step
 * @param {{ showFresh?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export async function runStep({ name, inputs, outputs = [], work }, { showFresh = false } = {}) {
  const start = performance.now();
  const cacheName = name.replaceAll(/[^a-z0-9]+/gi, '-');
  const hash = inputs?.();
  if (hash && isFresh(cacheName, hash, outputs)) {
    if (showFresh) line('unchanged', name, elapsed(start));
    return 'fresh';
  }
  try {
    const note = await work();
    if (hash) remember(cacheName, hash, outputs);
    line('ok', name, elapsed(start), note ?? '');
    return 'done';
  } catch (error) {
    forget(cacheName);
    line('FAILED', name, elapsed(start));
    console.log(messageOf(error).trim().replaceAll(/^/gm, '            '));
    return 'failed';
  }
}
