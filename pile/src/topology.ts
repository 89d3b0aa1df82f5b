import { SUBGRAPHS } from '@caisse/subgraph-kit';

/** Where a process listens. */
export interface Address {
  host: string;
  port: number;
}

/** What runs as several equal processes. */
export type ServiceName = (typeof SERVICES)[number];
export const SERVICES = ['router', ...SUBGRAPHS] as const;

/** One of the equal processes of a service. */
export interface Replica extends Address {
  /** `stock-1` */
  name: string;
  service: ServiceName;
}

/** The addresses of everything: one loopback address each, with the ports that containers have. */
export interface Topology {
  /** Nginx for everybody, and for routers and services alone. */
  entry: Address;
  internal: Address;
  replicas: readonly Replica[];
  verification: Address;
  redis: Address;
  prometheus: Address;
}

/** As in docker-compose.yml. */
const REPLICAS = 2;
const ROUTER_PORT = 4000;
const SUBGRAPH_PORT = 4001;

/**
 * Spreads the stack over a loopback network, so that every process has the port it has in a container.
 *
 * @param network first two octets of the loopback addresses, `127.0`
 * @param entry where Nginx listens for everybody; in that network, port 8080, unless given
 */
export function topologyOf(
  network: string,
  entry: Address = { host: `${network}.1.1`, port: 8080 },
): Topology {
  const replicas = SERVICES.flatMap((service, rank) =>
    Array.from({ length: REPLICAS }, (_, i) => ({
      name: `${service}-${i + 1}`,
      service,
      host: `${network}.${10 + rank}.${i + 1}`,
      port: service === 'router' ? ROUTER_PORT : SUBGRAPH_PORT,
    })),
  );
  return {
    entry,
    internal: { host: `${network}.1.2`, port: 8081 },
    replicas,
    verification: { host: `${network}.20.1`, port: SUBGRAPH_PORT },
    redis: { host: `${network}.30.1`, port: 6379 },
    prometheus: { host: `${network}.31.1`, port: 9090 },
  };
}

/** `127.0.1.1:8080` */
export function hostPort({ host, port }: Address): string {
  return `${host}:${port}`;
}
