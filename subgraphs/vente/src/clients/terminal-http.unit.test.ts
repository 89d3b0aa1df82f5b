import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { terminalHttp } from './terminal-http.ts';
import type { TerminalPaiement } from './terminal-paiement.ts';

const cle = { id: '019a0000-0000-7000-8000-000000000001', rang: 2 };
const ecrite = `${cle.id}:2`;
const rendu = { id: '019a0000-0000-7000-8000-0000000000aa', rang: 2 };

let serveur: Server;
let adresse: string;
let terminal: TerminalPaiement;
let recues: { methode: string; chemin: string; corps: unknown }[];
/** What the provider does with a request. */
let repondre: (reponse: ServerResponse) => void;

const json = (status: number, corps: object) => (reponse: ServerResponse) => {
  reponse.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(corps));
};

beforeEach(async () => {
  recues = [];
  serveur = createServer((requete, reponse) => {
    void noter(requete).then(() => {
      repondre(reponse);
    });
  });
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  adresse = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}/p/`;
  terminal = terminalHttp(adresse, 60_000);
});

afterEach(async () => {
  serveur.closeAllConnections();
  await new Promise((ferme) => serveur.close(ferme));
});

async function noter(requete: IncomingMessage) {
  const corps = await text(requete);
  recues.push({
    methode: requete.method ?? '',
    chemin: decodeURIComponent(requete.url ?? ''),
    corps: corps === '' ? null : (JSON.parse(corps) as unknown),
  });
}

describe('the terminal over HTTP', () => {
  test.each([
    ['ACCEPTE', { etat: 'ACCEPTE' }],
    ['REFUSE', { etat: 'REFUSE', code: 'REFUSE' }],
    ['ANNULE', { etat: 'REFUSE', code: 'ANNULE' }],
  ])('reads the authorisation %s as %j', async (etat, verdict) => {
    repondre = json(200, { etat });
    expect(await terminal.autoriser(cle, 12_345)).toEqual(verdict);
    expect(recues).toEqual([
      { methode: 'POST', chemin: '/p/autorisations', corps: { cle: ecrite, montant: 12_345 } },
    ]);
  });

  test.each(['ACCEPTE', 'REFUSE', 'ANNULE', 'EN_COURS'])(
    'tells what became of a payment: %s',
    async (etat) => {
      repondre = json(200, { etat, montant: 1 });
      expect(await terminal.interroger(cle)).toBe(etat);
      expect(recues).toEqual([
        { methode: 'GET', chemin: `/p/autorisations/${ecrite}`, corps: null },
      ]);
    },
  );

  test('tells that a payment never reached the provider', async () => {
    repondre = json(404, {});
    expect(await terminal.interroger(cle)).toBe('INCONNU');
  });

  test('annuls and refunds by key', async () => {
    repondre = json(200, {});
    expect(await terminal.annuler(cle)).toEqual({ etat: 'ANNULE' });
    expect(await terminal.rembourser(rendu, cle, 500)).toEqual({ etat: 'REMBOURSE' });
    expect(recues).toEqual([
      { methode: 'POST', chemin: '/p/annulations', corps: { cle: ecrite } },
      {
        methode: 'POST',
        chemin: '/p/remboursements',
        corps: { cle: `${rendu.id}:2`, origine: ecrite, montant: 500 },
      },
    ]);
  });

  test.each([
    [409, { erreur: 'autre montant' }, 'HTTP_409'],
    [422, { code: 'CARTE_FERMEE' }, 'CARTE_FERMEE'],
    [401, { code: '<script>' }, 'HTTP_401'],
    [404, {}, 'HTTP_404'],
  ])('takes a status of %d as a no for good, with its code', async (status, corps, code) => {
    repondre = json(status, corps);
    const refus = { etat: 'REFUSE', code };
    expect(await terminal.autoriser(cle, 500)).toEqual(refus);
    expect(await terminal.annuler(cle)).toEqual(refus);
    expect(await terminal.rembourser(rendu, cle, 500)).toEqual(refus);
    expect(recues).toHaveLength(3);
  });

  const pannes: [string, (reponse: ServerResponse) => void][] = [
    ['an undecided payment', json(200, { etat: 'EN_COURS' })],
    ['another verdict', json(200, { etat: 'PEUT_ETRE' })],
    ['an error', json(503, { erreur: 'en panne' })],
    ['a request that came too often', json(429, {})],
    ['what is not JSON', (reponse) => reponse.end('<html>')],
    ['a cut line', (reponse) => reponse.destroy()],
  ];

  test.each(pannes)('gives no verdict on %s', async (_cas, panne) => {
    repondre = panne;
    const erreur: unknown = await terminal.autoriser(cle, 500).catch((cause: unknown) => cause);
    expect(erreur).toBeInstanceOf(Error);
    // Which would mean a bug, and never be tried again.
    expect(erreur).not.toBeInstanceOf(TypeError);
    expect(recues).toHaveLength(1);
  });

  test.each(pannes.slice(2))('does not take %s for done', async (_cas, panne) => {
    repondre = panne;
    await expect(terminal.interroger(cle)).rejects.toThrow();
    await expect(terminal.annuler(cle)).rejects.toThrow();
    await expect(terminal.rembourser(rendu, cle, 500)).rejects.toThrow();
    expect(recues).toHaveLength(3);
  });

  test('gives no verdict, and takes nothing for done, when no answer comes', async () => {
    repondre = () => undefined;
    terminal = terminalHttp(adresse, 50);
    await expect(terminal.autoriser(cle, 500)).rejects.toThrow(/did not answer/);
    await expect(terminal.interroger(cle)).rejects.toThrow(/did not answer/);
    await expect(terminal.annuler(cle)).rejects.toThrow(/did not answer/);
    await expect(terminal.rembourser(rendu, cle, 500)).rejects.toThrow(/did not answer/);
  });
});
