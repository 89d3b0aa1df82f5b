import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { ClientGone } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

interface Ligne {
  level: string;
  msg: string;
}

let routeur: RouteurSeul;
let lignes: Ligne[];
/** What the fetches of the router came with. */
let signaux: AbortSignal[];
let relacher: () => void;

beforeEach(async () => {
  lignes = [];
  signaux = [];
  const ouvertes = new Promise<void>((resolve) => (relacher = resolve));
  routeur = await ouvrirRouteurSeul({
    noter: (ligne) => lignes.push(JSON.parse(ligne) as Ligne),
    repondre: async (_subgraph, _request, { signal }) => {
      if (!signal) throw new Error('The router tells nobody of its client');
      signaux.push(signal);
      // As the transports do.
      const parti = once(signal, 'abort').then(() => Promise.reject(new ClientGone()));
      await Promise.race([ouvertes, parti]);
      return { data: { magasins: [{ __typename: 'Magasin', id: '1' }] } };
    },
  });
});
afterEach(async () => {
  relacher();
  await routeur.fermer();
});

function ecrire(texte: string): Socket {
  const { hostname, port } = new URL(routeur.url);
  const socket = connect(Number(port), hostname, () => socket.write(texte));
  return socket.on('error', () => undefined);
}

const ecrits = () =>
  Object.entries(routeur.entetes)
    .map(([nom, valeur]) => `${nom}: ${valeur}\r\n`)
    .join('');
const tete = (longueur: number) =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\n${ecrits()}content-length: ${longueur}\r\n\r\n`;
const ennuis = () => lignes.filter(({ level }) => !['info', 'debug'].includes(level));

/** Outcomes of a series of the router, as its metrics count them. */
async function resultats(serie: 'operations' | 'calls' | 'rootFields'): Promise<string[]> {
  const { values } = await routeur.router.metrics[serie].get();
  return values.flatMap(({ labels, value }) => (value > 0 ? [String(labels.resultat)] : []));
}

describe('a client that hangs up', () => {
  test('in the middle of its request is no error', async () => {
    // Known at the router before it goes: the answer to a first request on the same connection.
    const premier = '{"query":"{ __typename }"}';
    let recu = '';
    const socket = ecrire(`${tete(premier.length)}${premier}${tete(1_000)}{"q`);
    socket.on('data', (morceau) => (recu += morceau.toString()));
    await waitFor(() => recu.includes('"__typename"'));
    socket.resetAndDestroy();
    await waitFor(() => lignes.some(({ msg }) => msg === 'The client has hung up'));
    expect(ennuis()).toEqual([]);
    expect(await resultats('operations')).toEqual(['succes']);
  });

  test.each(['cut', 'closed'])(
    'before the answer is told to the subgraphs, and is no error: %s',
    async (comment) => {
      const corps = '{"query":"{ magasins { id } }"}';
      const socket = ecrire(tete(corps.length) + corps);
      await waitFor(() => signaux.length === 1);
      expect(signaux[0]?.aborted).toBe(false);
      if (comment === 'cut') socket.resetAndDestroy();
      else socket.end();
      await waitFor(() => signaux[0]?.aborted);
      await waitFor(async () => (await resultats('operations')).length > 0);
      expect(await resultats('operations')).toEqual(['rejet']);
      expect(await resultats('rootFields')).toEqual(['rejet']);
      expect(await resultats('calls')).not.toContain('echec');
      expect(ennuis()).toEqual([]);
    },
  );

  test('after its answer tells nobody anything', async () => {
    relacher();
    const reponse = await fetch(routeur.url, {
      method: 'POST',
      headers: { ...routeur.entetes, connection: 'close' },
      body: '{"query":"{ magasins { id } }"}',
    });
    expect(await reponse.json()).toMatchObject({ data: { magasins: [{ id: '1' }] } });
    expect(signaux.map(({ aborted }) => aborted)).toEqual([false]);
  });
});
