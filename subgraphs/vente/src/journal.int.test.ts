import {
  callSubgraph,
  CONTRATS_VENTE,
  type EvenementVente,
  identitySigner,
  inProcessTransport,
  lecteurVentes,
  type ReadEvents,
} from '@caisse/subgraph-kit';
import { testCredentials, waitFor } from '@caisse/subgraph-kit/test';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { annuler, auComptant, encaisser } from './test/operations.ts';

let montage: Montage;
let lire: ReadEvents<EvenementVente>;

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
  // Each payload whole, where a reader checks only what it uses.
  const transport = inProcessTransport(new Map([['vente', montage.vente]]));
  const identite = identitySigner('reporting', testCredentials('reporting'));
  lire = lecteurVentes(callSubgraph(transport, identite), CONTRATS_VENTE);
});

afterAll(() => montage.demonter());

async function vendre(montant = 1000) {
  const { panierId, sessionCaisseId } = montage.preparerPanier({
    ...{ caisseId: 4, magasinId: 2 },
    lignes: [{ produitId: 5, quantite: 3 }],
  });
  const { vente } = await encaisser(montage, auComptant(panierId, montant));
  return { ...vente, panierId, sessionCaisseId };
}

/**
 * The events that follow a cursor, slice by slice, once there are `attendus` of them: the horizon is
 * the server's, and other tests have transactions open too.
 */
async function lireTout(apres: string | null, attendus: number, limite = 100) {
  const evenements: EvenementVente[] = [];
  let curseur = apres;
  await waitFor(async () => {
    const tranche = await lire(curseur, limite);
    evenements.push(...tranche.events);
    curseur = tranche.cursor;
    return !tranche.more && evenements.length >= attendus;
  });
  return { evenements, curseur };
}

/** The end of the log: after a sale of its own, so that nothing is left behind the horizon. */
async function fin(): Promise<string | null> {
  const { id } = await vendre();
  let curseur: string | null = null;
  await waitFor(async () => {
    const tranche = await lire(curseur, 1000);
    curseur = tranche.cursor;
    return tranche.events.some((evenement) => evenement.id === id);
  });
  return curseur;
}

describe('the log of sales', () => {
  test('tells a sale and its return by their contracts, under their own ids', async () => {
    const curseur = await fin();
    const vente = await vendre(500);
    const lignes = [{ produitId: '5', quantite: 1 }];
    const { annulation } = await annuler(montage, { venteId: vente.id, lignes });
    await annuler(montage, { venteId: vente.id });

    const { evenements } = await lireTout(curseur, 3);

    expect(evenements.map(({ type }) => type)).toEqual([
      'VenteValidee',
      'VenteAnnulee',
      'VenteAnnulee',
    ]);
    const commun = {
      ...{ venteId: vente.id, panierId: vente.panierId, sessionCaisseId: vente.sessionCaisseId },
      ...{ magasinId: 2, caisseId: 4 },
    };
    expect(evenements[0]).toMatchObject({
      id: vente.id,
      charge: {
        ...commun,
        ...{ numero: vente.numero, sousTotal: 330, tps: 17, tvq: 33, total: 380, arrondi: 0 },
        lignes: [{ produitId: 5, quantite: 3, sousTotal: 330, tps: 17, tvq: 33, total: 380 }],
        // 5.00 handed over, 1.20 given back.
        paiements: [{ mode: 'COMPTANT', montant: 380 }],
      },
    });
    expect(evenements[1]).toMatchObject({
      id: annulation.id,
      charge: {
        ...commun,
        ...{ annulationId: annulation.id, complete: false, total: 127, arrondi: -2 },
        lignes: [{ produitId: 5, quantite: 1, sousTotal: 110, tps: 6, tvq: 11, total: 127 }],
        remboursements: [{ mode: 'COMPTANT', montant: 125 }],
      },
    });
    expect(evenements[2]).toMatchObject({ charge: { complete: true, total: 253 } });
  });

  test('says the day and the hour of the stores, not of Greenwich', async () => {
    const curseur = await fin();
    await vendre();
    const { evenements } = await lireTout(curseur, 1);
    const { dateHeure, jour, heure } = evenements[0]?.charge ?? {};
    const local = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone: 'America/Toronto', dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' },
    }).format(new Date(dateHeure ?? ''));
    expect(local.startsWith(`${jour}, ${String(heure).padStart(2, '0')}`)).toBe(true);
  });

  test('does not tell of refused sales', async () => {
    const curseur = await fin();
    await vendre(5);
    const { id } = await vendre();
    const { evenements } = await lireTout(curseur, 1);
    expect(evenements.map((evenement) => evenement.id)).toEqual([id]);
  });

  test('is read slice by slice, each event once', async () => {
    const curseur = await fin();
    const ventes = [];
    for (let n = 0; n < 5; n += 1) ventes.push((await vendre()).id);
    const { evenements } = await lireTout(curseur, 5, 2);
    expect(evenements.map(({ id }) => id)).toEqual(ventes);
  });

  test('holds back what follows an open transaction, which may still write before it', async () => {
    const curseur = await fin();
    const autre = new pg.Client({ connectionString: montage.base.url });
    await autre.connect();
    await autre.query('BEGIN');
    await autre.query(
      `INSERT INTO evenement (id, type, charge, trace_id) VALUES (gen_random_uuid(), 'Ancien', '{}', 't')`,
    );
    const plusTard = await vendre();

    // Committed, but a reader that took it now would never see the older one.
    const pendant = await lire(curseur, 100);
    await autre.query('ROLLBACK');
    await autre.end();
    const apres = await lireTout(pendant.cursor, 1);

    expect(pendant).toMatchObject({ events: [], cursor: curseur, more: false });
    expect(apres.evenements.map(({ id }) => id)).toEqual([plusTard.id]);
  });

  test.each([
    ['beyond 1,000 events', { limite: 1001 }],
    ['from a foreign cursor', { limite: 1, apres: '1;2' }],
  ])('cannot be read %s', async (_cas, variables) => {
    const query = `query ($apres: String, $limite: Int!) { evenementsVente(apres: $apres, limite: $limite) { reste } }`;
    await expect(montage.demander(query, variables, { service: 'stock' })).rejects.toThrow(
      'REQUETE_INVALIDE',
    );
  });
});
