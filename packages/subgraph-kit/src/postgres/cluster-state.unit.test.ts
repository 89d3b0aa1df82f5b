import { describe, expect, test } from '@jest/globals';
import { decide, type FolderState } from './cluster-state.ts';

const CLUSTER = '/donnees/postgres/cluster';
const NEW: FolderState = { cluster: 'absent', unfinished: false, traces: [] };
const TRACES = ['/donnees/postgres/password'];

describe('the server’s files', () => {
  test('are opened where they are, whatever else there is', () => {
    expect(decide({ ...NEW, cluster: 'complete', traces: TRACES }, CLUSTER)).toBe('open');
    expect(decide({ ...NEW, cluster: 'complete', unfinished: true }, CLUSTER)).toBe('open');
  });

  test('are made in a new folder, and in one whose first start was interrupted', () => {
    expect(decide(NEW, CLUSTER)).toBe('create');
    expect(decide({ ...NEW, cluster: 'mount' }, CLUSTER)).toBe('create');
    expect(decide({ ...NEW, unfinished: true, traces: TRACES }, CLUSTER)).toBe('create');
  });

  test.each([
    ['absent', 'ce dossier n’existe pas'],
    ['mount', 'ce dossier est vide'],
  ] as const)(
    'are missed when they are %s and something shows that there were some',
    (cluster, words) => {
      const refused = () => decide({ ...NEW, cluster, traces: TRACES }, CLUSTER);
      expect(refused).toThrow(`Les données de ${CLUSTER} ont disparu : ${words}`);
      expect(refused).toThrow(`${TRACES[0]} montre qu’il y en a eu`);
      expect(refused).toThrow('npm run reset');
    },
  );

  test('are missed when they are there in part', () => {
    expect(() => decide({ ...NEW, cluster: 'partial' }, CLUSTER)).toThrow(
      `Il manque « PG_VERSION » dans ${CLUSTER}`,
    );
  });
});
