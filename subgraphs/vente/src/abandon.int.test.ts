import { randomUUID } from 'node:crypto';

import { headersOf, type TestCaller, waitFor } from '@caisse/subgraph-kit/test';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { TerminalPaiement } from './clients/terminal-paiement.ts';
import { terminalSimule } from './clients/terminal-simule.ts';
import { ABANDONNER, CHECKOUT } from './test/documents.ts';
import { caissiere, monter, type Montage, PATIENTS } from './test/monter.ts';
import {
  auComptant,
  encaisser,
  type EntreeCheckout,
  lire,
  rienNAChange,
} from './test/operations.ts';

let montage: Montage;
const simule = terminalSimule();
/** Done before each call of the terminal; what it throws is silence. */
let avantTerminal: (appel: string) => Promise<void> | void = () => undefined;
let appels: string[] = [];
const terminal: TerminalPaiement = {
  simule: true,
  autoriser: (...args) => apres('autoriser', () => simule.autoriser(...args)),
  interroger: (...args) => apres('interroger', () => simule.interroger(...args)),
  annuler: (...args) => apres('annuler', () => simule.annuler(...args)),
  rembourser: (...args) => apres('rembourser', () => simule.rembourser(...args)),
};

async function apres<T>(appel: string, travail: () => Promise<T>): Promise<T> {
  appels.push(appel);
  await avantTerminal(appel);
  return travail();
}

beforeAll(async () => {
  montage = await monter({ delais: { ...PATIENTS, travail: 3_000 }, terminal });
});

beforeEach(() => {
  appels = [];
  avantTerminal = () => undefined;
  montage.espionner(() => undefined);
});

afterAll(() => montage.demonter());

interface ReponseAbandon {
  __typename: string;
  rejoue?: boolean;
  vente: { id: string; statut: string; numero?: string; total?: number; refus?: object };
}

async function abandonner(venteId: string, appelant: TestCaller = caissiere()) {
  const variables = { input: { venteId } };
  const data = await montage.demander<{ abandonnerVente: ReponseAbandon }>(
    ABANDONNER,
    variables,
    appelant,
  );
  return data.abandonnerVente;
}

function parCarte(panierId: string, montant = 127): EntreeCheckout {
  return { ...auComptant(panierId), paiements: [{ mode: 'CARTE', montant }] };
}

const silence = () => {
  throw new Error('no answer');
};

describe('a sale given up by its cashier', () => {
  test('while the payment provider is away frees goods and cart at once, without its card', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = parCarte(panierId);
    const disponible = montage.etat.disponible.get(5) ?? 0;
    avantTerminal = silence;
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');

    expect(await abandonner(entree.venteId)).toMatchObject({
      __typename: 'AbandonReussi',
      vente: { id: entree.venteId, statut: 'EN_COMPENSATION', refus: { code: 'VENTE_ABANDONNEE' } },
    });
    expect(montage.etat.disponible.get(5)).toBe(disponible);
    // The same customer pays the same cart in cash.
    expect(await encaisser(montage, auComptant(panierId))).toMatchObject({
      __typename: 'CheckoutReussi',
    });

    avantTerminal = () => undefined;
    const instance = await montage.instance({
      delais: { ...PATIENTS, balayage: 20, pause: 50 },
      terminal,
    });
    try {
      await montage.base.query('UPDATE vente SET bail_expire = now() WHERE id = $1', [
        entree.venteId,
      ]);
      await waitFor(async () => (await lire(montage, entree.venteId)).statut === 'REFUSEE', {
        timeoutMs: 20_000,
      });
    } finally {
      await instance.stop();
    }
    expect(await simule.interroger({ id: entree.venteId, rang: 0 })).toBe('ANNULE');
    expect(appels.filter((appel) => appel === 'autoriser')).toHaveLength(1);
  });

  test('whose card was accepted gives the card back', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = parCarte(panierId);
    const disponible = montage.etat.disponible.get(5) ?? 0;
    montage.espionner(() => undefined);
    avantTerminal = (appel) => {
      if (appel === 'autoriser') void simule.autoriser({ id: entree.venteId, rang: 0 }, 127);
      if (appel === 'autoriser') silence();
      if (appel === 'interroger') silence();
    };
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
    avantTerminal = () => undefined;

    await abandonner(entree.venteId);
    await waitFor(async () => (await lire(montage, entree.venteId)).statut === 'REFUSEE');
    await rienNAChange(montage, entree, disponible);
    expect(await simule.interroger({ id: entree.venteId, rang: 0 })).toBe('ANNULE');
  });

  test('answers the same whatever is repeated, and its checkout too', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = parCarte(panierId);
    avantTerminal = silence;
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
    avantTerminal = () => undefined;
    await abandonner(entree.venteId);
    for (let i = 0; i < 2; i += 1) {
      expect(await abandonner(entree.venteId)).toMatchObject({ __typename: 'AbandonReussi' });
      expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'VenteAbandonnee' });
    }
    // Something else under the same key stays another matter.
    const autre = { ...auComptant(panierId), venteId: entree.venteId };
    expect(await encaisser(montage, autre)).toMatchObject({ __typename: 'CleReutilisee' });
  });

  test('after it was made stays made', async () => {
    const entree = auComptant(montage.preparerPanier().panierId);
    const { vente } = await encaisser(montage, entree);
    expect(await abandonner(entree.venteId)).toMatchObject({
      __typename: 'CheckoutReussi',
      rejoue: true,
      vente: { numero: vente.numero, statut: 'VALIDEE' },
    });
  });

  test('before anything was heard of it can no longer be made, in that store, whatever is asked', async () => {
    const { panierId } = montage.preparerPanier();
    const venteId = randomUUID();
    expect(await abandonner(venteId)).toMatchObject({
      __typename: 'AbandonReussi',
      vente: { id: venteId, statut: 'REFUSEE', total: 0 },
    });
    expect(await encaisser(montage, { ...auComptant(panierId), venteId })).toMatchObject({
      __typename: 'VenteAbandonnee',
    });
    expect(await encaisser(montage, { ...parCarte(panierId), venteId })).toMatchObject({
      __typename: 'VenteAbandonnee',
    });
    expect(montage.etat.paniers.get(panierId)?.gelePar).toBeNull();
  });

  test('of another store is forbidden, and nothing happens to it', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = parCarte(panierId);
    avantTerminal = silence;
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
    await expect(abandonner(entree.venteId, caissiere(2))).rejects.toThrow('INTERDIT');
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COURS');
    const inconnue = randomUUID();
    await abandonner(inconnue, caissiere(2));
    await expect(abandonner(inconnue)).rejects.toThrow('INTERDIT');
  });

  test('while its own request validates it: one of the two happens, never both', async () => {
    for (let tour = 0; tour < 12; tour += 1) await Promise.all([course(), course(), course()]);
    const [ligne] = await montage.base.query<{ doubles: number }>(
      `SELECT count(*)::int AS doubles FROM evenement e JOIN vente v ON v.id = e.id WHERE v.etat = 'REFUSEE'`,
    );
    expect(ligne?.doubles).toBe(0);
  });
});

/** A checkout and its abandon at once. */
async function course(): Promise<void> {
  const entree = auComptant(montage.preparerPanier().panierId);
  const [vendue, abandonnee] = await Promise.all([
    encaisser(montage, entree),
    abandonner(entree.venteId),
  ]);
  const { statut } = await lire(montage, entree.venteId);
  const vraie = vendue.__typename === 'CheckoutReussi';
  expect(abandonnee.__typename).toBe(vraie ? 'CheckoutReussi' : 'AbandonReussi');
  expect(vraie ? ['VALIDEE'] : ['REFUSEE', 'EN_COMPENSATION']).toContain(statut);
}

describe('a till that hung up', () => {
  test.each([
    ['a card', parCarte, 'autoriser'],
    ['cash', auComptant, null],
  ] as const)('does not pay with %s: nobody is there', async (_moyen, payer, appel) => {
    const { panierId } = montage.preparerPanier();
    const entree = payer(panierId);
    const connexion = new AbortController();
    montage.espionner((subgraph) => {
      if (subgraph === 'stock') connexion.abort();
    });
    const { errors } = await montage.vente.execute(
      { query: CHECKOUT, variables: { input: entree } },
      await headersOf('vente', caissiere()),
      connexion.signal,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_INDISPONIBLE' } }]);
    expect(appels).not.toContain(appel);
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COURS');
    // Who comes back asks again, and need not wait for a lease.
    montage.espionner(() => undefined);
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'CheckoutReussi' });
  });
});
