import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import {
  type DeploymentKeys,
  generateDeploymentKeys,
  type Progress,
  projectRoot,
} from '@caisse/subgraph-kit';
import { startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';

import { makeAdministrator } from './administrator.ts';
import { type Child, createChild, type Program } from './child.ts';
import { type DatabaseUrls, prepareDatabases } from './databases.ts';
import { endLeftovers } from './leftovers.ts';
import { nginxProgram, serviceProgram, verificationProgram } from './programs.ts';
import { prometheusProgram } from './prometheus.ts';
import { redisProgram } from './redis.ts';
import type { PileSettings } from './settings.ts';
import { hostPort, type Topology } from './topology.ts';

export { type Administrator, administratorOf } from './administrator.ts';
export { type Child, createChild } from './child.ts';
export { nginxProgram } from './programs.ts';
export { rollingRestart } from './rolling-restart.ts';
export type { PileSettings } from './settings.ts';
export { findTools, missingMessage, type Tools } from './tools.ts';
export {
  type Address,
  hostPort,
  type Replica,
  SERVICES,
  type ServiceName,
  type Topology,
  topologyOf,
} from './topology.ts';

/** The whole deployment, as processes of this machine. */
export interface Pile {
  /** Origin of the entry, `http://127.0.0.1:8080`. */
  url: string;
  topology: Topology;
  logs: string;
  /** Every process but PostgreSQL, by name: `stock-1`, `nginx`, `redis`. */
  children: ReadonlyMap<string, Child>;
  databases: DatabaseUrls;
  /** Of all processes, new at each start: who signed in before signs in again. */
  keys: DeploymentKeys;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL with six databases and roles, Redis, two replicas of each service, Nginx in front of
 * and between them, the checker of the invariants, and Prometheus.
 *
 * @throws Error in plain words; what was started is stopped first
 */
export async function startPile(settings: PileSettings, progress: Progress): Promise<Pile> {
  const { topology, dataDir } = settings;
  const logs = join(dataDir, 'journaux');
  mkdirSync(logs, { recursive: true });
  const leftovers = await endLeftovers(dataDir);
  const children = new Map<string, Child>();
  const stops: (() => Promise<unknown>)[] = [];
  let ending = false;
  // However the stack ends, its processes end with it.
  const killAll = () => {
    for (const child of children.values()) child.signal('SIGKILL');
  };
  process.once('exit', killAll);
  const stop = async () => {
    ending = true;
    // First, so that nobody comes any more, and services need not wait for idle connections.
    await children.get('nginx')?.stop();
    for (const end of stops.splice(0)) await end();
    leftovers.forget();
  };
  const add = (program: Program): Child => {
    const child = createChild(program, {
      logs,
      onStart: (name, pid) => leftovers.remember(name, pid),
      onUnexpectedEnd: (ended, code) => {
        if (ending) return;
        progress.say(`  ${ended.name} s’est arrêté (code ${String(code)}) ; voir ${logs}`);
        if (settings.restart) setTimeout(() => void ended.start().catch(() => undefined), 1_000);
      },
    });
    children.set(program.name, child);
    return child;
  };
  /** Starts processes side by side, and has them stopped side by side. */
  const start = async (programs: readonly Program[]) => {
    const started = programs.map(add);
    stops.unshift(() => Promise.all(started.map((child) => child.stop())));
    await Promise.all(started.map((child) => child.start()));
  };

  try {
    const postgres = await progress.step('PostgreSQL', () =>
      startEmbeddedPostgres({
        dataDir: join(dataDir, 'postgres'),
        ...(settings.postgres && { settings: { ...settings.postgres } }),
        onUnexpectedEnd: () => {
          progress.say('  PostgreSQL s’est arrêté tout seul : il est relancé.');
        },
      }),
    );
    stops.unshift(() => postgres.stop());
    const urls = await progress.step('Bases et rôles', () => prepareDatabases(postgres));
    await makeAdministrator(settings, urls.services.caisse);
    await progress.step('Redis', () => start([redisProgram(settings)]));
    // Before the services, which reach each other through it.
    await progress.step('Nginx', () => start([nginxProgram(settings)]));
    const keys = generateDeploymentKeys();
    const secrets = { keys, urls };
    await progress.step(`Services (${topology.replicas.length} processus)`, () =>
      start([
        ...topology.replicas.map((replica) => serviceProgram(settings, replica, secrets)),
        verificationProgram(settings, urls),
      ]),
    );
    if (existsSync(join(projectRoot(), 'prometheus/prometheus.yml')))
      await progress.step('Prometheus', () => start([prometheusProgram(settings)]));
    const url = `http://${hostPort(topology.entry)}`;
    return { url, topology, logs, children, databases: urls, keys, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
