import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Ports below those that systems give to the near end of connections (32768 and above on Linux): one of those may be
 * taken by any connection between our look and the server's, or while a server is restarted.
 */
const FIRST = 10_000;
const LAST = 32_767;
const MISSES = 1_000;

/**
 * Different TCP ports of the loopback interface that are free at this moment.
 *
 * @throws Error when there seem to be none
 */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  try {
    for (let misses = 0; held.size < count;) {
      const port = randomInt(FIRST, LAST + 1);
      // All are held at once, so that no two are the same.
      const server = await hold(port);
      if (server) held.set(port, server);
      else if ((misses += 1) > MISSES) throw new Error(`No free port from ${FIRST} to ${LAST}`);
    }
    return [...held.keys()];
  } finally {
    await Promise.all([...held.values()].map((server) => once(server.close(), 'close')));
  }
}

/** A TCP port of the loopback interface that is free at this moment. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

async function hold(port: number): Promise<Server | null> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return server;
  } catch {
    return null;
  }
}
