import { Redis } from 'ioredis';

import type { Logger } from '../logging.ts';
import { LIRE, PUBLIER, REMPLIR } from './scripts.ts';
import { type CacheStore, type Found, LEASE_MS, LIFE_MS } from './store.ts';

/** Longest that a request waits for Redis, in milliseconds. */
export const COMMAND_TIMEOUT_MS = 50;
/** Both together bound how much later than another a process notices that Redis is back. */
const CONNECT_TIMEOUT_MS = 250;
const RECONNECT_MS = 100;
const HANDSHAKE_TIMEOUT_MS = 1_000;

/** A store that other processes share, and that may go away. */
export interface RemoteStore extends CacheStore {
  /** Calls back each time that the connection is there (again). */
  onReady(listener: () => void): void;
  /** What the server says of itself, in the lines of INFO. */
  info(): Promise<string>;
  close(): Promise<void>;
}

/** How Redis is reached. */
export interface RedisOptions {
  /** `redis://…` or `rediss://…` */
  url: string;
  /** Who signs its certificate, in PEM; those whom Node knows unless given. */
  ca?: string | undefined;
  /** Longest that a request waits; tests that count round trips on a busy machine wait longer. */
  timeoutMs?: number;
}

/** The scripts as commands of the client. */
interface Commands {
  lire(...args: (string | number)[]): Promise<string[]>;
  remplir(...args: (string | number)[]): Promise<null>;
  publier(...args: (string | number)[]): Promise<null>;
}

/** Keeps the cache in Redis. The connection is made in the background and again after each loss. */
export function redisStore(
  { url, ca, timeoutMs = COMMAND_TIMEOUT_MS }: RedisOptions,
  logger: Pick<Logger, 'warn' | 'info'>,
): RemoteStore {
  const redis = new Redis(url, {
    // A command that failed must not be sent later, to a server that may have restarted empty.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // For what the client itself asks when it connects: a server that says nothing then is tried again.
    commandTimeout: Math.max(HANDSHAKE_TIMEOUT_MS, 2 * timeoutMs),
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: () => RECONNECT_MS,
    ...(ca !== undefined && url.startsWith('rediss:') && { tls: { ca } }),
    scripts: { lire: { lua: LIRE }, remplir: { lua: REMPLIR }, publier: { lua: PUBLIER } },
  });
  const commands = redis as unknown as Commands;
  let lost = false;
  redis.on('error', (err: Error) => {
    // Every attempt to connect fails in the same way: one line says it.
    if (!lost) logger.warn({ err }, 'Redis is out of reach');
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) logger.info('Redis is back');
    lost = false;
  });

  return {
    async lire(keys, token) {
      const found = await inTime(
        commands.lire(keys.length, ...keys, token, LEASE_MS, LIFE_MS),
        timeoutMs,
      );
      if (found.length !== keys.length) throw new Error('Redis answered for other keys');
      return found.map(readFound);
    },
    async remplir(token, entries) {
      const keys = entries.map(({ key }) => key);
      const filled = entries.flatMap(({ version, payload, lifeMs }) => [version, payload, lifeMs]);
      await inTime(commands.remplir(keys.length, ...keys, token, ...filled), timeoutMs);
    },
    async publier(publications) {
      if (redis.status !== 'ready') await nearlyReady(redis);
      const keys = publications.map(({ key }) => key);
      const told = publications.flatMap(({ version, payload }) => [version, payload]);
      await inTime(commands.publier(keys.length, ...keys, ...told), timeoutMs);
    },
    state: () => redis.status,
    info: () => inTime(redis.info(), timeoutMs),
    onReady: (listener) => {
      redis.on('ready', listener);
    },
    // Nothing is owed to the cache: the connection need not be ended politely, and may hang.
    close: () => {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}

const VALUE = /^V\|(\d+)\|/;

function readFound(text: string): Found {
  if (text === 'A') return { kind: 'absent' };
  if (text === 'E') return { kind: 'foreign' };
  const [head, version] = VALUE.exec(text) ?? [];
  if (head === undefined) return { kind: 'leased' };
  return { kind: 'value', version: Number(version), payload: text.slice(head.length) };
}

/**
 * Waits for an answer for so long. One that came while this process was busy with something else is not late: it is
 * looked at first. The client's own time-out does not: in a burst of requests it would give up a server that has
 * answered, and with it a publication.
 */
async function inTime<Value>(answer: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // What has arrived is read between timers and this.
      setImmediate(() => reject(new Error('Command timed out')));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A writer that starts, or whose connection was just cut, is worth a moment: else what it wrote stays untold. */
async function nearlyReady(redis: Redis): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      redis.off('ready', end);
      resolve();
    };
    const timer = setTimeout(end, COMMAND_TIMEOUT_MS);
    redis.on('ready', end);
  });
}
