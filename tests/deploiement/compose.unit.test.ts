import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface Service {
  image: string;
  build?: { target: string };
  user?: string;
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  networks?: string[];
  ports?: string[];
  volumes?: (string | { source: string })[];
  command?: string[];
  environment?: Record<string, string | number | null>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  stop_grace_period?: string;
  deploy?: { replicas?: number; resources?: { limits?: Record<string, string | number> } };
  'x-root'?: string;
  'x-sans-healthcheck'?: string;
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true, maxAliasCount: -1 }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
};
const services = Object.entries(compose.services);
const named = (keep: (service: Service, name: string) => boolean) =>
  services.filter(([name, service]) => keep(service, name)).map(([name]) => name);
const SUBGRAPHS = ['produit', 'stock', 'vente', 'panier', 'caisse', 'reporting'];

/** Every `${NAME…}` of the file, with what follows the name. */
const variables = [...text.matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)].map(([, name = '', rest = '']) => ({
  name,
  rest,
}));
const isSecret = (name: string) => /PASSWORD|TOKEN|SECRET|KEY/.test(name);
const secrets = [...new Set(variables.map(({ name }) => name).filter(isSecret))];

describe('docker-compose.yml', () => {
  test('gives every container a health check, or the reason why it has none', () => {
    expect(named((s) => !s.healthcheck?.test && !s['x-sans-healthcheck'])).toEqual([]);
  });

  test('limits the memory, the processor and the processes of every container', () => {
    const limits = ['cpus', 'memory', 'pids'];
    expect(
      named((s) => !limits.every((limit) => s.deploy?.resources?.limits?.[limit] !== undefined)),
    ).toEqual([]);
  });

  test('lets no container write its own files, gain a right or keep a capability', () => {
    expect(named((s) => s.read_only !== true)).toEqual([]);
    expect(named((s) => !s.cap_drop?.includes('ALL'))).toEqual([]);
    expect(named((s) => !s.security_opt?.includes('no-new-privileges:true'))).toEqual([]);
    expect(named((s) => s.cap_add !== undefined)).toEqual(['postgres']);
  });

  test('runs nothing as root without a reason', () => {
    const root = (s: Service) => s.user === undefined || /^(root|0)(:|$)/.test(s.user);
    expect(named((s) => root(s) && !s['x-root'])).toEqual([]);
  });

  test('publishes the ports of nginx and grafana alone, and opens neither to the network by default', () => {
    expect(named((s) => s.ports !== undefined)).toEqual(['nginx', 'grafana']);
    for (const port of services.flatMap(([, s]) => s.ports ?? [])) {
      expect(port).toMatch(/^(127\.0\.0\.1|\$\{ENTREE_ADRESSE:-127\.0\.0\.1\}):/);
    }
  });

  test('keeps everything else on a network without a way out, but for who must send alerts', () => {
    expect(compose.networks['interne']?.internal).toBe(true);
    expect(named((s) => !s.networks?.includes('interne'))).toEqual([]);
    expect(named((s) => s.networks?.some((n) => n !== 'interne') ?? false)).toEqual([
      'nginx',
      'alertmanager',
      'grafana',
    ]);
  });

  test('has no secret with a default, and names each one that is missing', () => {
    expect(secrets.length).toBeGreaterThan(8);
    const [plain, other] = [new Set(['']), /^:\?.+/];
    for (const { name, rest } of variables.filter((v) => isSecret(v.name))) {
      expect({ name, rest: plain.has(rest) || other.test(rest) }).toEqual({ name, rest: true });
    }
    for (const name of secrets) {
      expect(variables.filter((v) => v.name === name && other.test(v.rest))).not.toEqual([]);
    }
  });

  test('asks for exactly the secrets that secrets.sh makes', () => {
    const made = /for nom in ([\s\S]*?); do/
      .exec(readFileSync('deploiement/secrets.sh', 'utf8'))?.[1]
      ?.split(/[\s\\]+/);
    expect(made?.sort()).toEqual([...secrets].sort());
  });

  test('runs two routers and two of each subgraph, which start once their databases are migrated', () => {
    expect(named((s) => s.deploy?.replicas === 2)).toEqual(['router', ...SUBGRAPHS]);
    for (const name of SUBGRAPHS) {
      expect(compose.services[name]?.depends_on).toMatchObject({
        migrate: { condition: 'service_completed_successfully' },
      });
      expect(compose.services[name]?.command).toEqual(['node', `dist/${name}/main.js`]);
    }
    expect(compose.services['migrate']?.depends_on).toEqual({
      bases: { condition: 'service_completed_successfully' },
    });
  });

  test('gives each subgraph its own database under its own role, and no other', () => {
    for (const name of SUBGRAPHS) {
      const environment = compose.services[name]?.environment ?? {};
      const addresses = Object.values(environment).filter((v) =>
        String(v).startsWith('postgresql:'),
      );
      const password = `\\$\\{${name.toUpperCase()}_DB_PASSWORD:\\?[^}]+\\}`;
      expect(addresses).toEqual([
        expect.stringMatching(`^postgresql://${name}:${password}@postgres:5432/${name}$`),
      ]);
    }
  });

  test('starts again whatever dies, except what is meant to end', () => {
    expect(named((s) => s.restart !== 'unless-stopped')).toEqual(['web', 'migrate', 'bases']);
  });

  test('keeps nothing of Redis, within a limit', () => {
    const command = compose.services['redis']?.command?.join(' ');
    expect(command).toMatch(/--save "" .*--appendonly no .*--maxmemory \d+mb .*allkeys-lru/);
    expect(compose.services['redis']?.volumes).toBeUndefined();
  });

  test('names the version of every image that is not its own', () => {
    const foreign = services.filter(([, s]) => !s.build).map(([, s]) => s.image);
    expect(foreign.filter((image) => !/:v?\d/.test(image))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');

  test('makes every image that the services are built from', () => {
    const targets = new Set(services.flatMap(([, s]) => (s.build ? [s.build.target] : [])));
    for (const target of targets) expect(dockerfile).toMatch(new RegExp(` AS ${target}$`, 'm'));
  });

  test('is sent every workspace that an install expects', () => {
    const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      workspaces: string[];
    };
    const sent = readFileSync('.dockerignore', 'utf8').split('\n');
    const folders = workspaces.map((workspace) => workspace.replace('/*', ''));
    expect(folders.filter((folder) => !sent.includes(`!${folder}`))).toEqual([]);
  });

  test('needs no download of a syntax, and ends as an ordinary user', () => {
    expect(dockerfile).not.toMatch(/^#\s*syntax=/m);
    expect(dockerfile).toMatch(/^USER 1000:1000$/m);
  });
});
