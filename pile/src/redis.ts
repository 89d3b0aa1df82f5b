import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';

import { projectRoot } from '@caisse/subgraph-kit';

import type { Program } from './child.ts';
import type { PileSettings } from './settings.ts';
import { type Address, hostPort, type ServiceName, type Topology } from './topology.ts';

/** The services that keep rows in Redis, each as a user of its own. */
const CACHING: readonly ServiceName[] = ['stock', 'produit'];

const folderOf = (dataDir: string) => join(dataDir, 'redis');
const passwordFileOf = (dataDir: string, service: ServiceName) =>
  join(folderOf(dataDir), `${service}_redis_password`);

/** How Redis is run: as in deploiement/, with new passwords at each start. */
export function redisProgram({ topology, tools, dataDir }: PileSettings): Program {
  const folder = folderOf(dataDir);
  const users = join(folder, 'utilisateurs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const service of CACHING) {
    const password = randomBytes(18).toString('base64url');
    writeFileSync(passwordFileOf(dataDir, service), `${password}\n`, { mode: 0o600 });
  }
  const shared = join(projectRoot(), 'deploiement');
  writeFileSync(users, execFileSync('sh', [join(shared, 'utilisateurs-redis.sh'), folder]));
  const { host, port } = topology.redis;
  return {
    name: 'redis',
    command: tools.redis,
    args: [
      join(shared, 'redis.conf'),
      ...['--bind', host, '--port', String(port), '--dir', folder],
      ...['--maxmemory', '128mb', '--aclfile', users],
    ],
    env: {},
    ready: () => pingRedis(topology.redis),
  };
}

/** What a service reaches Redis with, if it does. */
export function redisVariables(
  { topology, dataDir }: { topology: Topology; dataDir: string },
  service: ServiceName,
): Record<string, string> {
  if (!CACHING.includes(service)) return {};
  return {
    REDIS_URL: `redis://${service}@${hostPort(topology.redis)}`,
    REDIS_PASSWORD_FILE: passwordFileOf(dataDir, service),
  };
}

/** True when Redis answers: that it knows nobody without a name. */
function pingRedis({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, timeout: 500 });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => end(answer.toString().startsWith('-NOAUTH')));
    socket.once('timeout', () => end(false));
    socket.once('error', reject);
  });
}
