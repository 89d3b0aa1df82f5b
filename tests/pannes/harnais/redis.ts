import { spawnSync } from 'node:child_process';

import { startTestRedis, type TestRedis } from '@caisse/subgraph-kit/test';

/** Starts a Redis server for a run, where there is one: the system must also do without. */
export async function ouvrirRedis(): Promise<TestRedis | undefined> {
  const { status } = spawnSync('redis-server', ['--version']);
  return status === 0 ? startTestRedis() : undefined;
}
