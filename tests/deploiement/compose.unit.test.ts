import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import {
  credentialsOf,
  type DeploymentKeys,
  identitySigner,
  identityVerifier,
  ISSUERS,
  SUBGRAPHS,
} from '@caisse/subgraph-kit';

import { compose, type Service, text } from './support/compose.ts';

const services = Object.entries(compose.services);
const named = (keep: (service: Service, name: string) => boolean) =>
  services.filter(([name, service]) => keep(service, name)).map(([name]) => name);
/** All but reporting's, whose rebuild changes its own tables: another role than the application's owns them. */
const OWNED = SUBGRAPHS.filter((name) => name !== 'reporting');
const ownerOf = (name: string) =>
  (OWNED as string[]).includes(name) ? `${name}_proprietaire` : name;
const mounted = (name: string) => `/run/secrets/${name}`;

/** Every `${NAME…}` of the file, with what follows the name. */
const variables = [...text.matchAll(/\$\{([A-Z_]+)([^}]*)\}/g)].map(([, name = '', rest = '']) => ({
  name,
  rest,
}));
const SECRET = /PASSWORD|MOT_DE_PASSE|TOKEN|PRIVATE_KEY|PGPASS/;
/** Kept on the machine, by what no container does. */
const OF_THE_HOST = ['backup_password'];

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

  test('has no secret in the environment of a container, nor in the file', () => {
    const given = services.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment).map(([variable, value]) => ({ name, variable, value })),
    );
    expect(
      given.filter(({ variable, value }) => SECRET.test(variable) && !isMounted(variable, value)),
    ).toEqual([]);
    expect(given.filter(({ value }) => /:\/\/[^/@]*:[^/@]*@/.test(String(value)))).toEqual([]);
    expect(variables.filter(({ name }) => SECRET.test(name))).toEqual([]);
  });

  test('mounts each secret for who names it, and for nobody else', () => {
    for (const [name, { environment = {}, secrets = [] }] of services) {
      const asked = Object.values(environment).flatMap(
        (value) => /^\/run\/secrets\/(\w+)$/.exec(String(value))?.[1] ?? [],
      );
      if (['redis', 'bases', 'droits'].includes(name)) expect(asked).toEqual([]);
      else expect({ name, secrets: [...secrets].sort() }).toEqual({ name, secrets: unique(asked) });
    }
  });

  test('gives the password of the first administrator to a container that ends, alone', () => {
    expect(named((s) => s.secrets?.includes('admin_mot_de_passe') ?? false)).toEqual([
      'premier-admin',
    ]);
    expect(compose.services['premier-admin']?.restart).toBe('no');
  });

  test('names each secret that is missing, and asks for exactly those that secrets.sh makes', () => {
    const asked = services.flatMap(([, s]) => s.secrets ?? []);
    expect(unique(asked)).toEqual(Object.keys(compose.secrets).sort());
    for (const [name, { file }] of Object.entries(compose.secrets))
      expect(file).toBe(`\${SECRETS_DOSSIER:-./secrets}/${name}`);
    inFolder((folder) => {
      runSecrets(folder);
      expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(
        [...Object.keys(compose.secrets), ...OF_THE_HOST].sort(),
      );
    });
    // Without which no command does anything.
    expect(variables.find(({ name }) => name === 'IDENTITY_PUBLIC_KEYS')?.rest).toMatch(/^:\?.+/);
  });

  test('gives each service its own key, and the public keys of all', () => {
    for (const name of ['router', ...SUBGRAPHS]) {
      const { environment = {}, secrets } = compose.services[name] ?? {};
      expect(environment['IDENTITY_PRIVATE_KEY_FILE']).toBe(mounted(`${name}_private_key`));
      expect(secrets?.filter((secret) => secret.endsWith('_private_key'))).toHaveLength(1);
      expect(environment['IDENTITY_PUBLIC_KEYS']).toMatch(/^\$\{IDENTITY_PUBLIC_KEYS:\?/);
    }
  });

  test('runs two routers and two of each subgraph, which start once their databases are migrated', () => {
    expect(named((s) => s.deploy?.replicas === 2)).toEqual(['router', ...SUBGRAPHS]);
    for (const name of SUBGRAPHS) {
      expect(compose.services[name]?.depends_on).toMatchObject({
        droits: { condition: 'service_completed_successfully' },
      });
      expect(compose.services[name]?.command).toEqual(['node', `dist/${name}/main.js`]);
    }
    const after = (name: string) => ({ [name]: { condition: 'service_completed_successfully' } });
    expect(compose.services['migrate']?.depends_on).toEqual(after('bases'));
    // Rights are narrowed on tables that are there.
    expect(compose.services['droits']?.depends_on).toEqual(after('migrate'));
    expect(compose.services['droits']?.entrypoint).toEqual(compose.services['bases']?.entrypoint);
  });

  test('gives each subgraph its own database under its own role, and no other', () => {
    for (const name of SUBGRAPHS) {
      const environment = compose.services[name]?.environment ?? {};
      const addresses = Object.values(environment).filter((v) =>
        String(v).startsWith('postgresql:'),
      );
      expect(addresses).toEqual([`postgresql://${name}@postgres:5432/${name}`]);
      expect(environment['DATABASE_PASSWORD_FILE']).toBe(mounted(`${name}_db_password`));
    }
  });

  test('gives Redis to who keeps rows in it, each as a user of its own', () => {
    const redis = named((s) => s.environment?.['REDIS_URL'] !== undefined);
    expect(redis).toEqual(['produit', 'stock']);
    for (const name of redis) {
      const { environment = {} } = compose.services[name] ?? {};
      expect(environment['REDIS_URL']).toBe(`redis://${name}@redis:6379`);
      expect(environment['REDIS_PASSWORD_FILE']).toBe(mounted(`${name}_redis_password`));
    }
  });

  test('migrates the databases with a role that no service has, but for reporting', () => {
    const migrate = compose.services['migrate']?.environment ?? {};
    for (const name of SUBGRAPHS) {
      const variable = `${name.toUpperCase()}_DATABASE`;
      const password = ownerOf(name) === name ? `${name}_db_password` : `${name}_owner_password`;
      expect(migrate[`${variable}_URL`]).toBe(
        `postgresql://${ownerOf(name)}@postgres:5432/${name}`,
      );
      expect(migrate[`${variable}_PASSWORD_FILE`]).toBe(mounted(password));
    }
  });

  test('starts again whatever dies, except what is meant to end', () => {
    expect(named((s) => s.restart !== 'unless-stopped')).toEqual([
      'web',
      'premier-admin',
      'migrate',
      'bases',
      'droits',
    ]);
  });

  test('keeps nothing of Redis, within a limit', () => {
    const conf = readFileSync('deploiement/redis.conf', 'utf8');
    for (const line of [
      /^save ""$/m,
      /^appendonly no$/m,
      /^maxmemory \d+mb$/m,
      /^maxmemory-policy allkeys-lru$/m,
    ])
      expect(conf).toMatch(line);
    expect(compose.services['redis']?.volumes).toEqual([
      './deploiement/redis.conf:/caisse/redis.conf:ro',
    ]);
  });

  test('names the version of every image that is not its own', () => {
    const foreign = services.filter(([, s]) => !s.build).map(([, s]) => s.image);
    expect(
      foreign.filter((image) => !/^\$\{IMAGE_[A-Z]+:-[\w/-]+:v?\d[\d.]*\}$/.test(image)),
    ).toEqual([]);
  });
});

describe('secrets.sh', () => {
  test('makes keys that processes can read, each pair one, and no two the same', async () => {
    const keys = inFolder((folder): DeploymentKeys => {
      runSecrets(folder);
      const privateKeys = ISSUERS.map((name) => [name, secretIn(folder, `${name}_private_key`)]);
      return {
        privateKeys: Object.fromEntries(privateKeys) as DeploymentKeys['privateKeys'],
        publicKeys: settingsIn(folder)['IDENTITY_PUBLIC_KEYS'] ?? '',
      };
    });
    expect(new Set(Object.values(keys.privateKeys)).size).toBe(ISSUERS.length);
    for (const name of ISSUERS) {
      const { publicKeys } = credentialsOf(keys, 'router');
      const token = await identitySigner(name, credentialsOf(keys, name)).sign('stock', 'self');
      expect(await identityVerifier('stock', publicKeys).verify(token)).toMatchObject({
        issuer: name,
      });
    }
  });

  test('keeps them from everybody else on the machine, and from the settings', () => {
    inFolder((folder) => {
      runSecrets(folder);
      const mode = (path: string) => statSync(join(folder, path)).mode & 0o777;
      expect([mode('secrets'), mode('.env')]).toEqual([0o700, 0o600]);
      // Whoever the container's user is: the folder is what keeps others out.
      for (const file of readdirSync(join(folder, 'secrets')))
        expect({ file, mode: mode(`secrets/${file}`) }).toEqual({ file, mode: 0o444 });
      expect(Object.keys(settingsIn(folder)).filter((name) => SECRET.test(name))).toEqual([]);
    });
  });

  test('makes only what is missing, and says the password of the administrator once', () => {
    inFolder((folder) => {
      const said = runSecrets(folder);
      const password = secretIn(folder, 'admin_mot_de_passe');
      expect(password).toMatch(/^[0-9a-f]{20}$/);
      expect(said).toContain(password);
      const before = { ...settingsIn(folder), stock: secretIn(folder, 'stock_db_password') };
      rmSync(join(folder, 'secrets/stock_owner_password'));
      rmSync(join(folder, 'secrets/admin_mot_de_passe'));
      writeFileSync(join(folder, 'secrets/admin_mot_de_passe'), '');
      expect(runSecrets(folder)).not.toContain('first administrator');
      expect(secretIn(folder, 'stock_owner_password')).toMatch(/^[0-9a-f]{48}$/);
      expect(secretIn(folder, 'admin_mot_de_passe')).toBe('');
      expect({ ...settingsIn(folder), stock: secretIn(folder, 'stock_db_password') }).toEqual(
        before,
      );
    });
  });

  test('takes over the secrets of an .env of before, and takes them out of it', () => {
    inFolder((folder) => {
      const old = ['STOCK_DB_PASSWORD=abc123', 'REDIS_PASSWORD=tous', 'ENTREE_PORT=4480'];
      writeFileSync(join(folder, '.env'), `${old.join('\n')}\nADMIN_MOT_DE_PASSE=celui-de-avant\n`);
      runSecrets(folder);
      expect(secretIn(folder, 'stock_db_password')).toBe('abc123');
      expect(secretIn(folder, 'admin_mot_de_passe')).toBe('celui-de-avant');
      const settings = settingsIn(folder);
      expect(settings['ENTREE_PORT']).toBe('4480');
      expect(Object.keys(settings).filter((name) => SECRET.test(name))).toEqual([]);
    });
  });
});

/** A variable that names a file of /run/secrets, in the way of who reads it (Grafana writes two underscores). */
function isMounted(variable: string, value: unknown): boolean {
  return /_FILE$/.test(variable) && /^\/run\/secrets\/\w+$/.test(String(value));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** Works in a folder that is gone afterwards. */
function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'caisse-secrets-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns what it says to the person */
function runSecrets(folder: string): string {
  const { status, stderr } = spawnSync('sh', [resolve('deploiement/secrets.sh')], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stderr;
}

const secretIn = (folder: string, name: string) =>
  readFileSync(join(folder, 'secrets', name), 'utf8').trim();
const settingsIn = (folder: string) => readSettings(readFileSync(join(folder, '.env'), 'utf8'));

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

  test('builds on the image that a release pins, as the compose file says', () => {
    const [, base] = /^ARG NODE_IMAGE=(.+)$/m.exec(dockerfile) ?? [];
    expect(text).toContain(`\${IMAGE_NODE:-${base}}`);
    const froms = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, from]) => from);
    expect([...new Set(froms)].sort()).toEqual(['${NODE_IMAGE}', 'scratch', 'services']);
  });

  test('needs no download of a syntax, and ends as an ordinary user', () => {
    expect(dockerfile).not.toMatch(/^#\s*syntax=/m);
    expect(dockerfile).toMatch(/^USER 1000:1000$/m);
  });
});
