import { setTimeout as delay } from 'node:timers/promises';

import { MIGRATION_UNDER_WAY, type SubgraphName } from '@caisse/subgraph-kit';

import type { DatabaseUrls } from './databases.ts';
import { connectReader, type Reader } from './reader.ts';

/** What was being read was given up, because that database is being migrated. */
export class GaveWay extends Error {
  constructor(database: SubgraphName) {
    super(`${database} is being migrated: what was being read was given up`);
  }
}

/** A migration waits no longer than that for what is being read. */
const LOOK_MS = 500;

/**
 * Watches for migrations while something is read, over a connection of its own to each database that is read for
 * longer than an instant. A migration waits for readers, and everybody else for the migration.
 */
export function createGate(urls: DatabaseUrls, signal: AbortSignal | undefined) {
  const running = new Map<symbol, { name: SubgraphName; pid: number }>();
  const held = new Map<SubgraphName, number>();
  const watchers = new Map<SubgraphName, Promise<Reader>>();
  let migrating: SubgraphName | undefined;
  let looking: Promise<void> | undefined;

  const watcher = (name: SubgraphName) => {
    const known = watchers.get(name);
    if (known) return known;
    const made = connectReader(urls[name], { statementTimeoutMs: 5_000, gentle: true, signal });
    watchers.set(name, made);
    return made;
  };
  const isMigrated = async (name: SubgraphName) => {
    const [row] = await (await watcher(name)).rows<{ migrating: boolean }>(MIGRATION_UNDER_WAY, []);
    return row?.migrating === true;
  };
  const cancelAll = async () => {
    for (const { name, pid } of running.values()) {
      await (await watcher(name)).rows('SELECT pg_cancel_backend($1)', [pid]);
    }
  };
  const look = async () => {
    const read = new Set([...held.keys(), ...[...running.values()].map(({ name }) => name)]);
    for (const name of read) {
      if (!(await isMigrated(name))) continue;
      migrating = name;
      await cancelAll();
      return;
    }
  };
  const timer = setInterval(() => {
    if (migrating !== undefined || (running.size === 0 && held.size === 0)) return;
    // One that cannot be done says nothing: what is being read fails by itself when the database is gone.
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = undefined));
  }, LOOK_MS);
  timer.unref();

  const check = () => {
    if (migrating !== undefined) throw new GaveWay(migrating);
  };
  return {
    check,

    /** Sends a statement that the gate may cut short. */
    async pass<Value>(name: SubgraphName, pid: number, send: () => Promise<Value>): Promise<Value> {
      check();
      const key = Symbol(name);
      running.set(key, { name, pid });
      try {
        return await send();
      } catch (error) {
        check();
        throw error;
      } finally {
        running.delete(key);
      }
    },

    /** Keeps a database watched between statements too: a transaction is open. */
    async hold<Value>(name: SubgraphName, work: () => Promise<Value>): Promise<Value> {
      check();
      held.set(name, (held.get(name) ?? 0) + 1);
      try {
        return await work();
      } finally {
        const left = (held.get(name) ?? 1) - 1;
        if (left === 0) held.delete(name);
        else held.set(name, left);
      }
    },

    async calm(): Promise<void> {
      while (migrating !== undefined && (await isMigrated(migrating))) {
        await delay(LOOK_MS, undefined, { signal });
      }
      migrating = undefined;
    },

    async close(): Promise<void> {
      clearInterval(timer);
      await looking;
      const opened = [...watchers.values()].map((made) => made.catch(() => undefined));
      await Promise.all(opened.map(async (made) => (await made)?.end()));
    },
  };
}
