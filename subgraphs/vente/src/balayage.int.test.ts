import { randomUUID } from 'node:crypto';

import type { Subgraph } from '@caisse/subgraph-kit';
import { headersOf, waitFor } from '@caisse/subgraph-kit/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { TerminalPaiement } from './clients/terminal-paiement.ts';
import { type Delais, DELAIS } from './use-cases/echeance.ts';
import { MONTANT_REFUSE, MONTANTS, terminalSimule } from './clients/terminal-simule.ts';
import { CHECKOUT } from './test/documents.ts';
import { caissiere, monter, type Montage, PATIENTS } from './test/monter.ts';
import {
  annuler,
  auComptant,
  encaisser,
  type EntreeCheckout,
  lire,
  rienNAChange,
} from './test/operations.ts';

type AppelTerminal = Exclude<keyof TerminalPaiement, 'simule'>;

let montage: Montage;
let instances: Subgraph[] = [];
/** What the terminal does once it has done what it was asked, and before it answers. */
let apresTerminal: (operation: AppelTerminal, cle: string) => void = () => undefined;

/** Whether the customer stays at the keypad, for ever. */
let jamaisDecidee = false;

const simule = terminalSimule({ sansReponse: 50, hesitation: 1_500 });
const terminal: TerminalPaiement = {
  simule: true,
  autoriser: (cle, montant) => puis('autoriser', cle.id, simule.autoriser(cle, montant)),
  interroger: (cle) =>
    jamaisDecidee
      ? Promise.resolve('EN_COURS')
      : puis('interroger', cle.id, simule.interroger(cle)),
  annuler: (cle) => puis('annuler', cle.id, simule.annuler(cle)),
  rembourser: (cle, ...reste) => puis('rembourser', cle.id, simule.rembourser(cle, ...reste)),
};

async function puis<T>(operation: AppelTerminal, cle: string, travail: Promise<T>) {
  const resultat = await travail;
  apresTerminal(operation, cle);
  return resultat;
}

beforeAll(async () => {
  // The instance that dies: it gives up at once, and its leases end soon after.
  const delais = { ...DELAIS, travail: 900, bail: 950, attente: 50 };
  montage = await monter({ delais, terminal });
});

beforeEach(() => {
  guerir();
});

afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
  instances = [];
});

afterAll(() => montage.demonter());

function guerir() {
  montage.espionner(() => undefined);
  apresTerminal = () => undefined;
  jamaisDecidee = false;
}

/** An instance that sweeps often, has time, and for which a till that does not ask is away at once. */
async function balayer(autres: Partial<Delais> = {}): Promise<Subgraph> {
  const delais = { ...PATIENTS, balayage: 20, sansCaisse: 0, pause: 50, ...autres };
  const instance = await montage.instance({ delais, terminal });
  instances.push(instance);
  return instance;
}

const couper = () => {
  throw new Error('cut off');
};

/** From the `n`-th call of an operation on, nothing is answered any more, as when the process died. */
function mourirApres(operation: string) {
  let mort = false;
  montage.espionner(
    () => {
      if (mort) couper();
    },
    (_subgraph, appel) => {
      mort ||= appel === operation;
      if (mort) couper();
    },
  );
  apresTerminal = (appel) => {
    mort ||= appel === operation;
    if (mort) couper();
  };
}

/** A checkout whose instance dies once `operation` was done: the till gets no answer. */
async function abandonner(entree: EntreeCheckout, operation: string): Promise<void> {
  mourirApres(operation);
  await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
  guerir();
}

const terminee = (venteId: string) =>
  waitFor(
    async () => {
      const [ligne] = await montage.base.query<{ etat: string; bail_epoch: number }>(
        'SELECT etat, bail_epoch FROM vente WHERE id = $1',
        [venteId],
      );
      return ligne && !['EN_COURS', 'EN_COMPENSATION'].includes(ligne.etat) ? ligne : null;
    },
    { timeoutMs: 15_000 },
  );

const sansCaisse = async (venteId: string) => {
  const [ligne] = await montage.base.query<{ conclu_sans_caisse: boolean }>(
    'SELECT conclu_sans_caisse FROM vente WHERE id = $1',
    [venteId],
  );
  return ligne?.conclu_sans_caisse;
};

const resteDuBail = async (venteId: string) => {
  const [ligne] = await montage.base.query<{ reste: number }>(
    'SELECT lire_bail(bail_expire) AS reste FROM vente WHERE id = $1',
    [venteId],
  );
  return ligne?.reste ?? 0;
};

/** The rounds of a sweeper so far. */
async function tours({ metrics }: Subgraph): Promise<number> {
  const { values } = await metrics.sqlStatements.get();
  return values.find(({ labels }) => labels.methode === 'reprise.ventes')?.value ?? 0;
}

const evenements = (venteId: string) =>
  montage.base.query('SELECT FROM evenement WHERE id = $1', [venteId]);

/** All of it by one card: 1.10 and its taxes. */
function parCarte(panierId: string, montant = 127): EntreeCheckout {
  return { ...auComptant(panierId), paiements: [{ mode: 'CARTE', montant }] };
}

/** Half by card, the rest in cash. */
function mixte(panierId: string, carte = 100): EntreeCheckout {
  const paiements = [
    { mode: 'CARTE' as const, montant: carte },
    { mode: 'COMPTANT' as const, montant: 1_000 },
  ];
  return { ...auComptant(panierId), paiements };
}

describe('a sale whose process ends in order', () => {
  test('goes on elsewhere at once: its lease is given back, not waited for', async () => {
    const entree = auComptant(montage.preparerPanier().panierId);
    const delais = { ...PATIENTS, travail: 4_000 };
    const finissante = await montage.instance({ delais, terminal });
    let atteint: () => void = () => undefined;
    let relacher: () => void = () => undefined;
    const gel = new Promise<void>((resolve) => (atteint = resolve));
    const jamais = new Promise<void>((resolve) => (relacher = resolve));
    montage.espionner((_subgraph, operation) => {
      if (operation !== 'FigerPanierDeVente') return;
      atteint();
      return jamais;
    });
    const encaissement = finissante.execute(
      { query: CHECKOUT, variables: { input: entree } },
      await headersOf('vente', caissiere()),
    );
    await gel;
    guerir();
    await finissante.stop();
    await balayer();
    // A lease of 25 s would outlast the wait of 15 s.
    expect(await terminee(entree.venteId)).toMatchObject({ etat: 'REFUSEE', bail_epoch: 2 });
    relacher();
    await encaissement;
    expect(await evenements(entree.venteId)).toHaveLength(0);
  });
});

describe('a sale whose process died, and whose till asks no more', () => {
  const nonCarte = ['SessionDeVente', 'FigerPanierDeVente', 'ReserverStockDeVente'];

  test.each([
    ...[...nonCarte, 'autoriser'].map((operation) => [operation, 'half in cash', mixte] as const),
    ...nonCarte.map((operation) => [operation, 'by a card not asked yet', parCarte] as const),
  ])('after %s, %s, is given up: nobody is there to pay', async (operation, _cas, payer) => {
    const { panierId } = montage.preparerPanier();
    const entree = payer(panierId);
    const disponible = montage.etat.disponible.get(5) ?? 0;
    await abandonner(entree, operation);
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COURS');

    await balayer();
    expect(await terminee(entree.venteId)).toMatchObject({ etat: 'REFUSEE', bail_epoch: 2 });

    await rienNAChange(montage, entree, disponible);
    expect(await simule.interroger({ id: entree.venteId, rang: 0 })).toBe('ANNULE');
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'VenteAbandonnee' });
  });

  test('is sold, once, when its card was accepted: the money is taken', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = parCarte(panierId);
    const disponible = montage.etat.disponible.get(5) ?? 0;
    await abandonner(entree, 'autoriser');
    const appels: string[] = [];
    apresTerminal = (appel) => appels.push(appel);

    await balayer();
    expect(await terminee(entree.venteId)).toMatchObject({ etat: 'VALIDEE', bail_epoch: 2 });

    expect(appels).toEqual(['interroger']);
    expect(await encaisser(montage, entree)).toMatchObject({
      __typename: 'CheckoutReussi',
      rejoue: true,
    });
    expect(await evenements(entree.venteId)).toHaveLength(1);
    expect(montage.etat.disponible.get(5)).toBe(disponible - 1);
    expect(await sansCaisse(entree.venteId)).toBe(true);
  });

  test('is the till\u2019s while the till asks', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    await abandonner(entree, 'ReserverStockDeVente');
    const instance = await balayer({ sansCaisse: 60_000 });
    await waitFor(async () => (await resteDuBail(entree.venteId)) < 0);
    const avant = await tours(instance);
    await waitFor(async () => (await tours(instance)) > avant + 3);

    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'CheckoutReussi' });
    expect(await sansCaisse(entree.venteId)).toBe(false);
  });

  test.each(['AnnulerReservationDeVente', 'annuler', 'LibererPanierDeVente'])(
    'in a refusal after %s is refused by the sweeper, and has given everything back',
    async (operation) => {
      const { panierId } = montage.preparerPanier();
      const entree: EntreeCheckout = {
        ...auComptant(panierId),
        paiements: [
          { mode: 'CARTE', montant: 50 },
          { mode: 'CARTE', montant: MONTANT_REFUSE },
          { mode: 'COMPTANT', montant: 1_000 },
        ],
      };
      const disponible = montage.etat.disponible.get(5) ?? 0;
      mourirApres(operation);
      // The refusal is decided: the till learns it, whatever is still to be given back.
      await encaisser(montage, entree).catch(() => null);
      guerir();
      expect((await lire(montage, entree.venteId)).statut).toBe('EN_COMPENSATION');

      await balayer();
      expect(await terminee(entree.venteId)).toMatchObject({ etat: 'REFUSEE', bail_epoch: 2 });

      await rienNAChange(montage, entree, disponible);
      expect(await simule.interroger({ id: entree.venteId, rang: 0 })).toBe('ANNULE');
      expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'PaiementRefuse' });
    },
  );

  test('while the customer was at the keypad is sold once the terminal knows', async () => {
    const lignes = [{ produitId: 5, prixUnitaire: 13 }];
    const { panierId } = montage.preparerPanier({ lignes });
    const entree = parCarte(panierId, MONTANTS.TARDIF);
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');

    await balayer({ bail: 100 });
    expect(await terminee(entree.venteId)).toMatchObject({ etat: 'VALIDEE' });
    expect(await simule.interroger({ id: entree.venteId, rang: 0 })).toBe('ACCEPTE');
  });

  test('is given up, with its card, when the customer stays at the keypad for too long', async () => {
    const lignes = [{ produitId: 5, prixUnitaire: 13 }];
    const { panierId } = montage.preparerPanier({ lignes });
    const entree = parCarte(panierId, MONTANTS.TARDIF);
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');

    jamaisDecidee = true;
    await balayer({ carteEnCours: 0 });
    expect(await terminee(entree.venteId)).toMatchObject({ etat: 'REFUSEE' });
    expect(await simule.interroger({ id: entree.venteId, rang: 0 })).toBe('ANNULE');
  });

  test('goes on under the request and the trace that began it', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    await abandonner(entree, 'FigerPanierDeVente');
    const [avant] = await montage.base.query(
      'SELECT request_id, trace_id FROM vente WHERE id = $1',
      [entree.venteId],
    );
    const entetes: Record<string, string>[] = [];
    montage.observerEntetes((headers) => entetes.push(headers));

    await balayer();
    await terminee(entree.venteId);

    expect(entetes.length).toBeGreaterThan(0);
    for (const { 'x-request-id': requestId, traceparent } of entetes) {
      expect({ request_id: requestId, trace_id: traceparent?.slice(3, 35) }).toEqual(avant);
    }
  });
});

describe('several sweepers at once', () => {
  test('take each sale once, and sell it once', async () => {
    const entrees = await Promise.all(
      Array.from({ length: 24 }, async () => {
        const entree = parCarte(montage.preparerPanier({ caisseId: 7 }).panierId);
        await simule.autoriser({ id: entree.venteId, rang: 0 }, 127);
        await montage.base.query(
          `INSERT INTO vente (id, empreinte, panier_id, paiements_remis, bail_expire, request_id, trace_id)
           VALUES ($1, repeat('a', 64), $2, $3, now(), 'r', 't')`,
          [entree.venteId, entree.panierId, JSON.stringify(entree.paiements)],
        );
        return entree;
      }),
    );
    const disponible = montage.etat.disponible.get(5) ?? 0;

    const trois = await Promise.all([balayer(), balayer(), balayer()]);

    for (const { venteId } of entrees) {
      expect(await terminee(venteId)).toMatchObject({ etat: 'VALIDEE' });
      expect(await evenements(venteId)).toHaveLength(1);
    }
    // None was taken from under another one's hands.
    for (const { metrics } of trois) {
      const texte = await metrics.registry.getSingleMetricAsString('ventes_reprises_total');
      expect(texte).toMatch(/{sorte="vente",resultat="perdue",service="vente"} 0\n/);
    }
    expect(montage.etat.disponible.get(5)).toBe(disponible - 24);
    const numeros = await montage.base.query<{ n: string }>(
      'SELECT sequence_recu AS n FROM vente WHERE caisse_id = 7 ORDER BY sequence_recu',
    );
    expect(numeros.map(({ n }) => Number(n))).toEqual(entrees.map((_entree, i) => i + 1));
  });

  test('let a process that lost its lease write nothing: it answers what they did', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    const lente = await montage.instance({
      delais: { ...PATIENTS, bail: 200, balayage: 60_000 },
      terminal,
    });
    instances.push(lente);
    let premier = true;
    montage.espionner(async (subgraph) => {
      if (subgraph !== 'stock' || !premier) return;
      premier = false;
      // Asleep since before its lease ended; by now somebody else has sold.
      await balayer();
      await terminee(entree.venteId);
    });

    const { data } = await lente.execute(
      {
        query: `mutation ($input: CheckoutInput!) { checkout(input: $input) { __typename } }`,
        variables: { input: entree },
      },
      await headersOf('vente', caissiere()),
    );

    expect((await lire(montage, entree.venteId)).statut).toBe('REFUSEE');
    expect(data).toEqual({ checkout: { __typename: 'VenteAbandonnee' } });
    expect(await evenements(entree.venteId)).toHaveLength(0);
  });

  test('stop in order: what one could not finish is free at once for another', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    await abandonner(entree, 'FigerPanierDeVente');
    let appels = 0;
    montage.espionner((subgraph) => {
      if (subgraph !== 'stock') return;
      appels += 1;
      couper();
    });
    const arretee = await montage.instance({
      delais: { ...DELAIS, travail: 1_000, bail: 600_000, balayage: 20, sansCaisse: 0 },
      terminal,
    });
    await waitFor(() => appels > 0);
    await arretee.stop();
    guerir();

    await balayer();
    expect(await terminee(entree.venteId)).toMatchObject({ etat: 'REFUSEE' });
  });
});

describe('a return whose process died', () => {
  test.each(['RetournerStockDeVente', 'rembourser'])(
    'after %s is finished by the sweeper, once',
    async (operation) => {
      const { panierId } = montage.preparerPanier({ lignes: [{ produitId: 5, quantite: 2 }] });
      const { vente } = await encaisser(montage, mixte(panierId));
      const disponible = montage.etat.disponible.get(5) ?? 0;
      const entree = {
        ...{ annulationId: randomUUID(), venteId: vente.id },
        lignes: [{ produitId: '5', quantite: 1 }],
      };
      mourirApres(operation);
      await expect(annuler(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
      guerir();

      await balayer();
      await waitFor(async () => (await lire(montage, vente.id)).statut === 'RETOURNEE_EN_PARTIE', {
        timeoutMs: 15_000,
      });

      expect(await annuler(montage, entree)).toMatchObject({
        __typename: 'AnnulationReussie',
        rejoue: true,
      });
      expect(montage.etat.disponible.get(5)).toBe(disponible + 1);
      expect(await evenements(entree.annulationId)).toHaveLength(1);
    },
  );
});
