import { once } from 'node:events';
import { createServer } from 'node:net';

import { describe, expect, test } from '@jest/globals';

import { freePort, freePorts } from './free-port.ts';

describe('free ports', () => {
  test('are different, free, and none that the system may give to a connection', async () => {
    const ports = await freePorts(50);
    expect(new Set(ports).size).toBe(50);
    const servers = await Promise.all(
      ports.map(async (port) => {
        const server = createServer().listen(port, '127.0.0.1');
        await once(server, 'listening');
        return server;
      }),
    );
    await Promise.all(servers.map((server) => once(server.close(), 'close')));
    for (const port of [...ports, await freePort()]) {
      expect(port).toBeGreaterThanOrEqual(10_000);
      expect(port).toBeLessThan(32_768);
    }
  });
});
