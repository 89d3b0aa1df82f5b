import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

/** A service of the compose file, as far as the tests look at it. */
export interface Service {
  image: string;
  build?: { target: string };
  user?: string;
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  networks?: string[] | Record<string, { aliases?: string[] }>;
  network_mode?: string;
  ports?: string[];
  volumes?: (string | { source: string })[];
  secrets?: string[];
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string | number | null>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  stop_grace_period?: string;
  deploy?: { replicas?: number; resources?: { limits?: Record<string, string | number> } };
  'x-root'?: string;
  'x-sans-healthcheck'?: string;
}

export interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, null>;
}

export const text = readFileSync('docker-compose.yml', 'utf8');
export const compose = parse(text, { merge: true, maxAliasCount: -1 }) as Compose;

/** A file of deploiement/ that is laid over docker-compose.yml. */
export const overlay = (file: string): Compose =>
  parse(readFileSync(`deploiement/${file}`, 'utf8'), { merge: true }) as Compose;

/** The networks of a service, by name. */
export const networksOf = ({ networks = [] }: Service): string[] =>
  Array.isArray(networks) ? networks : Object.keys(networks);
