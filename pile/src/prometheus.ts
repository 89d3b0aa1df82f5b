import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '@caisse/subgraph-kit';

import { answers, type Program } from './child.ts';
import type { PileSettings } from './settings.ts';
import { hostPort, type Topology } from './topology.ts';

/** Copies Prometheus's configuration, writes its targets beside it, and tells how it is run. */
export function prometheusProgram({ topology, tools, dataDir }: PileSettings): Program {
  const folder = join(dataDir, 'prometheus');
  const configuration = join(folder, 'config');
  rmSync(configuration, { recursive: true, force: true });
  const source = join(projectRoot(), 'prometheus');
  if (existsSync(source)) cpSync(source, configuration, { recursive: true });
  mkdirSync(join(configuration, 'cibles'), { recursive: true });
  const file = join(configuration, 'prometheus.yml');
  writeFileSync(join(configuration, 'cibles', 'services.json'), targets(topology));
  const address = hostPort(topology.prometheus);
  return {
    name: 'prometheus',
    command: tools.prometheus,
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'donnees')}`,
      '--storage.tsdb.retention.time=2d',
      `--web.listen-address=${address}`,
      '--log.level=warn',
    ],
    env: {},
    ready: () => answers(`http://${address}/-/ready`),
  };
}

/** What Prometheus reads, as `file_sd_configs` takes it: one group for each service. */
function targets({ replicas, verification }: Topology): string {
  const services = [...new Set(replicas.map(({ service }) => service))];
  const groups = services.map((service) => ({
    targets: replicas.filter((replica) => replica.service === service).map(hostPort),
    labels: { service },
  }));
  const checker = { targets: [hostPort(verification)], labels: { service: 'verification' } };
  return JSON.stringify([...groups, checker], null, 2);
}
