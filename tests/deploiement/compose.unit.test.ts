import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import {
  credentialsOf,
  type DeploymentKeys,
  identitySigner,
  identityVerifier,
  ISSUERS,
  SUBGRAPHS,
} from '@caisse/subgraph-kit';

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
/** Those that hold an audit log: another role than the application's owns them. */
const AUDITED = ['produit', 'stock', 'vente', 'caisse'];

/** Every `${NAME…}` of the file, with what follows the name. */
const variables = [...text.matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)].map(([, name = '', rest = '']) => ({
  name,
  rest,
}));
const isSecret = (name: string) => /PASSWORD|MOT_DE_PASSE|TOKEN|SECRET|KEY/.test(name);
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
    const made = Object.keys(readSettings(runSecrets())).filter(isSecret);
    expect(made.sort()).toEqual([...secrets].sort());
  });

  test('gives each service its own key, and the public keys of all', () => {
    for (const name of ['router', ...SUBGRAPHS]) {
      const own = `\\$\\{${name.toUpperCase()}_PRIVATE_KEY:\\?[^}]+\\}`;
      const environment = compose.services[name]?.environment ?? {};
      expect(environment['IDENTITY_PRIVATE_KEY']).toMatch(new RegExp(`^${own}$`));
      expect(environment['IDENTITY_PUBLIC_KEYS']).toMatch(/^\$\{IDENTITY_PUBLIC_KEYS:\?/);
    }
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

  test('migrates the databases that hold an audit log with a role that no service has', () => {
    const migrate = compose.services['migrate']?.environment ?? {};
    for (const name of SUBGRAPHS) {
      const owner = AUDITED.includes(name) ? `${name}_proprietaire` : name;
      expect(migrate[`${name.toUpperCase()}_DATABASE_URL`]).toMatch(
        new RegExp(`^postgresql://${owner}:\\$\\{[^}]+\\}@postgres:5432/${name}$`),
      );
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

describe('secrets.sh', () => {
  test('makes keys that processes can read, each pair one, and no two the same', async () => {
    const settings = readSettings(runSecrets());
    const keys: DeploymentKeys = {
      privateKeys: Object.fromEntries(
        ISSUERS.map((name) => [name, settings[`${name.toUpperCase()}_PRIVATE_KEY`]]),
      ) as DeploymentKeys['privateKeys'],
      publicKeys: settings['IDENTITY_PUBLIC_KEYS'] ?? '',
    };
    expect(new Set(Object.values(keys.privateKeys)).size).toBe(ISSUERS.length);
    for (const name of ISSUERS) {
      const { publicKeys } = credentialsOf(keys, 'router');
      const token = await identitySigner(name, credentialsOf(keys, name)).sign('stock', 'self');
      expect(await identityVerifier('stock', publicKeys).verify(token)).toMatchObject({
        issuer: name,
      });
    }
  });

  test('makes only what an older file lacks, and says the password of the administrator once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'caisse-secrets-'));
    try {
      const file = join(folder, 'env');
      const whole = runSecrets();
      expect(readSettings(whole)['ADMIN_MOT_DE_PASSE']).toMatch(/^[0-9a-f]{20}$/);
      writeFileSync(file, whole.replace(/^STOCK_OWNER_PASSWORD=.*\n/m, ''));
      expect(Object.keys(readSettings(runSecrets(file)))).toEqual(['STOCK_OWNER_PASSWORD']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function runSecrets(...args: string[]): string {
  return execFileSync('sh', ['deploiement/secrets.sh', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function readSettings(env: string): Record<string, string> {
  return Object.fromEntries(
    [...env.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

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
