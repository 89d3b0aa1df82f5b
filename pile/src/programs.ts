import { join } from 'node:path';

import {
  type DeploymentKeys,
  projectRoot,
  SUBGRAPHS,
  type SubgraphName,
} from '@caisse/subgraph-kit';

import { answers, type Program } from './child.ts';
import type { DatabaseUrls } from './databases.ts';
import { redisVariables } from './redis.ts';
import type { PileSettings } from './settings.ts';
import { readVariables, renderNginx } from './templates.ts';
import { hostPort, type Replica } from './topology.ts';

const MIME_TYPES = '/etc/nginx/mime.types';

/** How one replica is run: what compose writes under `environment`. */
export function serviceProgram(
  settings: PileSettings,
  replica: Replica,
  secrets: { keys: DeploymentKeys; urls: DatabaseUrls },
): Program {
  const { topology, dist, logLevel } = settings;
  const { name, service, host, port } = replica;
  const upstream = (subgraph: SubgraphName) =>
    `http://${hostPort(topology.internal)}/${subgraph}/graphql`;
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', join(dist, service, 'main.js')],
    env: {
      NODE_ENV: 'production',
      LOG_LEVEL: logLevel,
      HOST: host,
      PORT: String(port),
      IDENTITY_PRIVATE_KEY: secrets.keys.privateKeys[service],
      IDENTITY_PUBLIC_KEYS: secrets.keys.publicKeys,
      ...(service !== 'router' && { DATABASE_URL: secrets.urls.services[service] }),
      // Nginx alone reaches the router, and writes it anew.
      ...(service === 'router' && {
        CLIENT_ADDRESS_HEADER: 'x-forwarded-for',
        STATE_DIR: join(settings.dataDir, 'etat', name),
      }),
      ...redisVariables(settings, service),
      ...Object.fromEntries(SUBGRAPHS.map((s) => [`${s.toUpperCase()}_URL`, upstream(s)])),
      // A deployment that is played takes no money.
      ...(service === 'vente' && { TERMINAL: 'simule' }),
      ...settings.services,
    },
    ready: () => answers(`http://${hostPort(replica)}/pret`),
  };
}

/** How the checker of the invariants is run. */
export function verificationProgram(settings: PileSettings, urls: DatabaseUrls): Program {
  const { host, port } = settings.topology.verification;
  return {
    name: 'verification',
    command: process.execPath,
    args: ['--enable-source-maps', join(settings.dist, 'verification', 'main.js')],
    env: {
      NODE_ENV: 'production',
      LOG_LEVEL: settings.logLevel,
      HOST: host,
      PORT: String(port),
      ...Object.fromEntries(
        SUBGRAPHS.map((s) => [`${s.toUpperCase()}_DATABASE_URL`, urls.verification[s]]),
      ),
    },
    ready: () => answers(`http://${host}:${port}/pret`),
  };
}

/** Writes Nginx's configuration and tells how it is run. */
export function nginxProgram(settings: PileSettings): Program {
  const { topology, tools, dataDir } = settings;
  const source = join(projectRoot(), 'nginx');
  const folder = join(dataDir, 'nginx');
  renderNginx(source, folder, MIME_TYPES, {
    ...readVariables(join(source, 'compose.env')),
    ...nginxVariables(settings, folder),
    ...settings.nginx,
  });
  // Workers under the person who starts it, who can read the project: Debian's own user may not.
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  return {
    name: 'nginx',
    command: tools.nginx,
    args: [
      ...['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'],
      ...['-g', `daemon off; pid ${join(folder, 'nginx.pid')}; ${user}`],
    ],
    env: {},
    stopSignal: 'SIGQUIT',
    ready: () => answers(`http://${hostPort(topology.internal)}/vivant`),
  };
}

/** What differs from compose: fixed addresses instead of names that are resolved. */
function nginxVariables({ topology }: PileSettings, folder: string): Record<string, string> {
  const services = [...new Set(topology.replicas.map(({ service }) => service))];
  const upstreams = services.map((service) => {
    const servers = topology.replicas
      .filter((replica) => replica.service === service)
      .map((replica) => `server ${hostPort(replica)} max_fails=3 fail_timeout=1s;`);
    const variable = service === 'router' ? 'NGINX_ROUTEURS' : `NGINX_${service.toUpperCase()}`;
    return [variable, servers.join(' ')];
  });
  return {
    ...(Object.fromEntries(upstreams) as Record<string, string>),
    NGINX_TEMPORAIRE: folder,
    NGINX_JOURNAL: join(folder, 'acces.log'),
    NGINX_WEB: join(projectRoot(), 'web', 'dist'),
    NGINX_ENTREE: hostPort(topology.entry),
    NGINX_INTERNE: hostPort(topology.internal),
    NGINX_RESOLVEUR: '',
    NGINX_DEVANT: '',
  };
}
