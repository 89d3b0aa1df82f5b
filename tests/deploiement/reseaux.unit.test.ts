import { describe, expect, test } from '@jest/globals';

import { SUBGRAPHS } from '@caisse/subgraph-kit';

import { compose, networksOf, overlay } from './support/compose.ts';

const names = Object.keys(compose.services);
const networks = (name: string) => networksOf(compose.services[name] ?? { image: '' });

/** Prometheus listens on one of its networks alone, Alloy on none: the others are for what they ask. */
const LISTENS_ON: Record<string, string[]> = { prometheus: ['supervision'], alloy: [] };

/** Who can open a connection to a service: whoever is on a network where it listens. */
const reachedBy = (target: string): string[] => {
  const open = LISTENS_ON[target] ?? networks(target);
  return names.filter((name) => name !== target && networks(name).some((n) => open.includes(n)));
};
const reached = (from: string) => names.filter((name) => reachedBy(name).includes(from));

describe('the networks of docker-compose.yml', () => {
  test('PostgreSQL is reached by who works in a database, and by nobody else', () => {
    expect(reachedBy('postgres')).toEqual([
      ...SUBGRAPHS.toSorted(byPlace),
      ...['verification', 'premier-admin', 'migrate', 'bases', 'droits'],
    ]);
  });

  test('Redis is reached by who keeps rows in it', () => {
    expect(reachedBy('redis')).toEqual(['produit', 'stock']);
  });

  test('what has no sign-in of its own is reached by who needs it', () => {
    expect(reachedBy('prometheus')).toEqual(['grafana']);
    expect(reachedBy('alertmanager')).toEqual(['prometheus']);
    expect(reachedBy('loki')).toEqual(['grafana', 'alloy']);
    expect(reachedBy('moteur')).toEqual(['alloy']);
  });

  test('who faces the outside reaches what it hands on to, and no further', () => {
    expect(reached('nginx').toSorted()).toEqual(['router', ...SUBGRAPHS].toSorted());
    expect(reached('grafana')).toEqual(['prometheus', 'loki']);
    expect(reached('alertmanager')).toEqual([]);
  });

  test('the socket of the engine is mounted in one container', () => {
    const withSocket = names.filter((name) =>
      JSON.stringify(compose.services[name]?.volumes ?? []).includes('docker.sock'),
    );
    expect(withSocket).toEqual(['moteur']);
  });

  test('a way out is had by the entry, by what sends alerts and by the screens, each on a network of its own', () => {
    const open = Object.entries(compose.networks).flatMap(([name, { internal }]) =>
      internal === true ? [] : [name],
    );
    const on = (network: string) => names.filter((name) => networks(name).includes(network));
    expect(Object.fromEntries(open.map((network) => [network, on(network)]))).toEqual({
      entree: ['nginx'],
      sortie: ['alertmanager'],
      ecrans: ['grafana'],
    });
  });

  test('whoever asks an outside provider gets a way out with its address, and nobody else', () => {
    const asking = names.filter(
      (name) => compose.services[name]?.environment?.['TERMINAL_URL'] !== undefined,
    );
    expect(asking).toEqual(['vente', 'verification']);
    const { services } = overlay('paiement.yml');
    expect(Object.keys(services)).toEqual(asking);
    for (const { networks: added, environment } of Object.values(services)) {
      expect(added).toEqual(['sortie']);
      // Left out, it is asked for by name before anything starts.
      expect(environment?.['TERMINAL_URL']).toMatch(/^\$\{TERMINAL_URL:\?.+\}$/);
    }
    expect(Object.keys(overlay('oidc.yml').services)).toEqual(['router']);
  });

  test('nobody is on a network that nobody chose', () => {
    const none = names.filter((name) => networks(name).length === 0);
    expect(none.map((name) => [name, compose.services[name]?.network_mode])).toEqual([
      ['web', 'none'],
    ]);
  });

  test('Prometheus listens where this test says, by a name that this network alone has', () => {
    const { networks: own, command = [], healthcheck } = compose.services['prometheus'] ?? {};
    expect(own).toMatchObject({ supervision: { aliases: ['prometheus-supervision'] } });
    const address = 'prometheus-supervision:9090';
    expect(command.filter((arg) => arg.startsWith('--web.listen-address'))).toEqual([
      `--web.listen-address=${address}`,
    ]);
    expect(healthcheck?.test?.join(' ')).toContain(`http://${address}/`);
  });

  test('Alloy answers nobody', () => {
    expect(compose.services['alloy']?.command).toContain(
      '--server.http.listen-addr=127.0.0.1:12345',
    );
  });
});

/** In the order of the file. */
function byPlace(a: string, b: string): number {
  return names.indexOf(a) - names.indexOf(b);
}
