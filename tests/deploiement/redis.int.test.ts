import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect as connectTls } from 'node:tls';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogger, redisStore, type RemoteStore } from '@caisse/subgraph-kit';
import { freePorts, waitFor, withRedis } from '@caisse/subgraph-kit/test';

const logger = createLogger('essai', 'silent');
/** Whom deploiement/utilisateurs-redis.sh makes, and the prefix of each one's keys. */
const PREFIXES = { produit: 'prd', stock: 'stk' } as const;
type Service = keyof typeof PREFIXES;
const SERVICES = Object.keys(PREFIXES) as Service[];
const motDePasse = (service: Service) => `celui-de-${service}`;

withRedis(() => {
  describe.each([
    ['in clear', false],
    ['with TLS', true],
  ])('the users of Redis, %s', (_, tls) => {
    let serveur: Serveur;

    beforeAll(async () => {
      serveur = await demarrer(tls);
    });
    afterAll(() => serveur.fermer());

    test.each(SERVICES)('%s keeps its rows, as the cache does', async (service) => {
      const store = serveur.store(service);
      try {
        await waitFor(() => store.state() === 'ready');
        const key = `${PREFIXES[service]}:1`;
        expect(await store.lire([key], 'jeton')).toEqual([{ kind: 'absent' }]);
        await store.remplir('jeton', [{ key, version: 1, payload: '{}', lifeMs: 5_000 }]);
        await store.publier([{ key, version: 2, payload: '{"prix":2}' }]);
        expect(await store.lire([key], 'autre')).toEqual([
          { kind: 'value', version: 2, payload: '{"prix":2}' },
        ]);
        expect(await store.info()).toContain('used_memory:');
      } finally {
        await store.close();
      }
    });

    test.each(SERVICES)('%s neither reads nor writes the rows of another', async (service) => {
      const autre = service === 'stock' ? 'prd:1' : 'stk:1';
      for (const ligne of [
        `SET ${autre} V|9|x`,
        `GET ${autre}`,
        `DEL ${autre}`,
        `EVAL "return redis.call('GET', KEYS[1])" 1 ${autre}`,
        // A script that does not say which key it takes.
        `EVAL "return redis.call('SET', '${autre}', 'x')" 0`,
      ]) {
        const dit = await serveur.dire(ligne, service);
        expect({ ligne, refuse: /^-(NOPERM|ERR .*can't access)/.test(dit) }).toEqual({
          ligne,
          refuse: true,
        });
      }
      const ecrivain = serveur.store(service);
      try {
        await waitFor(() => ecrivain.state() === 'ready');
        const ecrire = ecrivain.publier([{ key: autre, version: 99, payload: '{"prix":1}' }]);
        await expect(ecrire).rejects.toThrow(/NOPERM|can't access/);
      } finally {
        await ecrivain.close();
      }
    });

    test.each(['FLUSHALL', 'KEYS *', 'CONFIG GET *', 'ACL LIST', 'MONITOR', 'SCRIPT FLUSH'])(
      'none may %s',
      async (ligne) => {
        expect(await serveur.dire(ligne, 'stock')).toMatch(/^-NOPERM/);
      },
    );

    test('nobody without a name, or with the wrong password, may do anything', async () => {
      expect(await serveur.dire('GET stk:1')).toMatch(/^-NOAUTH/);
      expect(await serveur.dire('AUTH stock faux')).toMatch(/^-WRONGPASS/);
    });

    if (tls)
      test('whoever does not know who signed its certificate does not send a password', async () => {
        const dites: { err: Error }[] = [];
        const warn = (dit: object) => void dites.push(dit as { err: Error });
        const store = redisStore({ url: serveur.url('stock') }, { ...logger, warn });
        try {
          await waitFor(() => dites.length > 0);
          expect(String(dites[0]?.err)).toMatch(/self-signed|unable to (get|verify)/);
          expect(store.state()).not.toBe('ready');
        } finally {
          await store.close();
        }
      });
  });
});

interface Serveur {
  url(service: Service): string;
  store(service: Service): RemoteStore;
  /** Sends one line, as a service or as nobody in particular. @returns the beginning of the answer */
  dire(ligne: string, service?: Service): Promise<string>;
  fermer(): Promise<void>;
}

/** Redis as the deployment runs it: its file, its users, and its certificate where there is TLS. */
async function demarrer(tls: boolean): Promise<Serveur> {
  const dossier = mkdtempSync(join(tmpdir(), 'redis-utilisateurs-'));
  const dans = (nom: string) => join(dossier, nom);
  for (const service of SERVICES)
    writeFileSync(dans(`${service}_redis_password`), `${motDePasse(service)}\n`);
  const script = (nom: string, ...args: string[]) =>
    execFileSync('sh', [resolve('deploiement', nom), ...args], {
      env: { ...process.env, SECRETS_DOSSIER: dossier, CERTIFICAT_AUSSI: 'IP:127.0.0.1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  writeFileSync(dans('redis_acl'), script('utilisateurs-redis.sh', dossier));
  if (tls) script('certificats.sh');
  const [port = 0] = await freePorts(1);
  const enTls = ['--tls-cert-file', dans('redis_certificat'), '--tls-key-file', dans('redis_cle')];
  const args = [
    ...[resolve('deploiement/redis.conf'), '--aclfile', dans('redis_acl')],
    ...['--bind', '127.0.0.1', '--dir', dossier],
    ...(tls
      ? ['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no', ...enTls]
      : ['--port', String(port)]),
    ...(tls ? ['--tls-ca-cert-file', dans('donnees_ca')] : []),
  ];
  const redis = spawn('redis-server', args, { stdio: 'ignore' });
  process.once('exit', () => redis.kill('SIGKILL'));
  const ca = tls ? readFileSync(dans('donnees_ca'), 'utf8') : undefined;
  const scheme = tls ? 'rediss' : 'redis';
  const url = (service: Service) =>
    `${scheme}://${service}:${motDePasse(service)}@127.0.0.1:${port}`;
  const dire = async (ligne: string, service?: Service) => {
    const prise =
      ca === undefined ? connect(port, '127.0.0.1') : connectTls({ host: '127.0.0.1', port, ca });
    try {
      const envoyer = async (texte: string) => {
        prise.write(`${texte}\r\n`);
        const [reponse] = (await once(prise, 'data')) as [Buffer];
        return reponse.toString();
      };
      if (service) await envoyer(`AUTH ${service} ${motDePasse(service)}`);
      return await envoyer(ligne);
    } finally {
      prise.destroy();
    }
  };
  const repond = async () => (await dire('PING')).startsWith('-NOAUTH');
  await waitFor(repond, { timeoutMs: 20_000 }).catch((error: unknown) => {
    redis.kill('SIGKILL');
    throw error;
  });
  return {
    ...{ url, dire },
    store: (service) => redisStore({ url: url(service), ca, timeoutMs: 1_000 }, logger),
    async fermer() {
      const fin = once(redis, 'exit');
      redis.kill('SIGKILL');
      await fin;
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}
