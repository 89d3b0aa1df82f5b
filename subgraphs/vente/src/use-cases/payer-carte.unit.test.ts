import { describe, expect, test } from '@jest/globals';

import type { EtatPaiement } from '../clients/terminal-paiement.ts';
import { ouvrirEcheance } from './echeance.ts';
import { payerCarte, rendreCarte } from './payer-carte.ts';
import { ClientParti } from './presence.ts';

const carte = { cle: { id: '019a0000-0000-7000-8000-000000000001', rang: 0 }, montant: 500 };

/** A terminal that answers what it is told to, in order, and notes what it is asked. */
function terminal(reponses: {
  autoriser?: ('ACCEPTE' | 'REFUSE' | 'lost')[];
  interroger?: (EtatPaiement | 'lost')[];
  annuler?: 'ANNULE' | 'REFUSE';
  rembourser?: 'REMBOURSE' | 'REFUSE';
}) {
  const appels: string[] = [];
  const repondre = <T>(appel: string, suite: (T | 'lost')[] = []) => {
    appels.push(appel);
    const reponse = suite.shift();
    if (reponse === undefined || reponse === 'lost') return Promise.reject(new Error('lost'));
    return Promise.resolve(reponse);
  };
  return {
    appels,
    autoriser: async () => verdict(await repondre('autoriser', reponses.autoriser)),
    interroger: () => repondre('interroger', reponses.interroger),
    annuler: () => {
      appels.push('annuler');
      return Promise.resolve(verdict(reponses.annuler ?? 'ANNULE'));
    },
    rembourser: () => {
      appels.push('rembourser');
      return Promise.resolve(verdict(reponses.rembourser ?? 'REMBOURSE'));
    },
  };
}

function verdict<Etat extends string>(etat: Etat | 'REFUSE') {
  return etat === 'REFUSE'
    ? { etat: 'REFUSE' as const, code: 'TEST' }
    : { etat: etat as Exclude<Etat, 'REFUSE'> };
}

/** Somebody waits for the answer. */
const la = { caisse: undefined };

describe('a card payment', () => {
  test.each(['ACCEPTE', 'REFUSE'] as const)(
    'that is answered %s is not asked about',
    async (verdict) => {
      const port = terminal({ autoriser: [verdict] });
      expect(await payerCarte(port, carte, false, la, ouvrirEcheance(5_000))).toMatchObject({
        etat: verdict,
      });
      expect(port.appels).toEqual(['autoriser']);
    },
  );

  test.each([
    ['ACCEPTE', 'ACCEPTE'],
    ['REFUSE', 'REFUSE'],
    ['ANNULE', 'REFUSE'],
  ] as const)('whose answer was lost is asked about, not repeated: %s', async (etat, verdict) => {
    const port = terminal({ autoriser: ['lost'], interroger: ['lost', etat] });
    expect(await payerCarte(port, carte, false, la, ouvrirEcheance(5_000))).toMatchObject({
      etat: verdict,
    });
    expect(port.appels).toEqual(['autoriser', 'interroger', 'interroger']);
  });

  test('that never reached the terminal is sent again, under the same key', async () => {
    const port = terminal({ autoriser: ['lost', 'ACCEPTE'], interroger: ['INCONNU'] });
    expect(await payerCarte(port, carte, false, la, ouvrirEcheance(5_000))).toMatchObject({
      etat: 'ACCEPTE',
    });
    expect(port.appels).toEqual(['autoriser', 'interroger', 'autoriser']);
  });

  test('that somebody else may have sent is asked about first', async () => {
    const port = terminal({ interroger: ['ACCEPTE'] });
    expect(await payerCarte(port, carte, true, la, ouvrirEcheance(5_000))).toMatchObject({
      etat: 'ACCEPTE',
    });
    expect(port.appels).toEqual(['interroger']);
  });

  test('that is not decided yet is waited for', async () => {
    const port = terminal({ autoriser: ['lost'], interroger: ['EN_COURS', 'EN_COURS', 'ACCEPTE'] });
    expect(await payerCarte(port, carte, false, la, ouvrirEcheance(5_000))).toMatchObject({
      etat: 'ACCEPTE',
    });
    expect(port.appels).toEqual(['autoriser', 'interroger', 'interroger', 'interroger']);
  });

  test('that is not decided at the deadline is neither accepted nor refused', async () => {
    const interroger = Array.from({ length: 100 }, () => 'EN_COURS' as const);
    const port = terminal({ interroger });
    await expect(payerCarte(port, carte, true, la, ouvrirEcheance(100))).rejects.toMatchObject({
      extensions: { code: 'SERVICE_INDISPONIBLE' },
    });
    expect(port.appels).not.toContain('autoriser');
  });
});

describe('a card payment of a customer who left', () => {
  const { signal } = (() => {
    const connexion = new AbortController();
    connexion.abort();
    return connexion;
  })();

  test('is not begun', async () => {
    const port = terminal({ autoriser: ['ACCEPTE'] });
    const travail = payerCarte(port, carte, false, { caisse: signal }, ouvrirEcheance(5_000));
    await expect(travail).rejects.toThrow(ClientParti);
    expect(port.appels).toEqual([]);
  });

  test('counts when it was accepted before', async () => {
    const port = terminal({ interroger: ['ACCEPTE'] });
    const travail = payerCarte(port, carte, true, { caisse: signal }, ouvrirEcheance(5_000));
    expect(await travail).toEqual({ etat: 'ACCEPTE' });
    expect(port.appels).toEqual(['interroger']);
  });
});

describe('a card payment of a refused sale', () => {
  test.each(['REFUSE', 'ANNULE'] as const)('that is %s is left alone', async (etat) => {
    const port = terminal({ interroger: [etat] });
    await rendreCarte(port, carte, ouvrirEcheance(5_000));
    expect(port.appels).toEqual(['interroger']);
  });

  test.each(['ACCEPTE', 'EN_COURS', 'INCONNU'] as const)(
    'that is %s is annulled, once the terminal has said so',
    async (etat) => {
      const port = terminal({ interroger: ['lost', etat] });
      await rendreCarte(port, carte, ouvrirEcheance(5_000));
      expect(port.appels).toEqual(['interroger', 'interroger', 'annuler']);
    },
  );

  test('is not annulled while the terminal cannot be asked', async () => {
    const port = terminal({});
    await expect(rendreCarte(port, carte, ouvrirEcheance(50))).rejects.toThrow();
    expect(port.appels).not.toContain('annuler');
  });

  test('that can no longer be annulled is refunded', async () => {
    const port = terminal({ interroger: ['ACCEPTE'], annuler: 'REFUSE' });
    await rendreCarte(port, carte, ouvrirEcheance(5_000));
    expect(port.appels).toEqual(['interroger', 'annuler', 'rembourser']);
  });

  test('that the provider neither annuls nor refunds is a no with a name', async () => {
    const port = terminal({ interroger: ['ACCEPTE'], annuler: 'REFUSE', rembourser: 'REFUSE' });
    await expect(rendreCarte(port, carte, ouvrirEcheance(5_000))).rejects.toMatchObject({
      ...{ name: 'RefusDefinitif', participant: 'terminal', code: 'TEST' },
    });
  });
});
