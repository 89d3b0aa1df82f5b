import { createConnection } from 'node:net';

import type { Address } from './topology.ts';

/** True when Redis answers PING. */
export function pingRedis({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, timeout: 500 });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => end(answer.toString().startsWith('+PONG')));
    socket.once('timeout', () => end(false));
    socket.once('error', reject);
  });
}
