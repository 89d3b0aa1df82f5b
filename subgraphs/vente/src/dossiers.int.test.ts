import { randomUUID } from 'node:crypto';

import { type Subgraph, TransportError } from '@caisse/subgraph-kit';
import { type TestCaller, waitFor } from '@caisse/subgraph-kit/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { TerminalPaiement } from './clients/terminal-paiement.ts';
import { terminalSimule } from './clients/terminal-simule.ts';
import { DOSSIERS } from './test/documents.ts';
import { caissiere, monter, type Montage, PATIENTS } from './test/monter.ts';
import { annuler, auComptant, encaisser, type EntreeCheckout, lire } from './test/operations.ts';
import type { Delais } from './use-cases/echeance.ts';

const GERANTE: TestCaller = { role: 'GERANT', magasinId: 1, id: '7' };

let montage: Montage;
let instances: Subgraph[] = [];
const simule = terminalSimule();
/** What the provider does of its own: what it throws is silence. */
let fournisseur: Partial<TerminalPaiement> = {};
const terminal: TerminalPaiement = {
  simule: true,
  autoriser: (...args) => (fournisseur.autoriser ?? simule.autoriser)(...args),
  interroger: (...args) => (fournisseur.interroger ?? simule.interroger)(...args),
  annuler: (...args) => (fournisseur.annuler ?? simule.annuler)(...args),
  rembourser: (...args) => (fournisseur.rembourser ?? simule.rembourser)(...args),
};

beforeAll(async () => {
  montage = await monter({ delais: { ...PATIENTS, travail: 4_000 }, terminal });
});

beforeEach(() => {
  fournisseur = {};
  montage.espionner(() => undefined);
});

afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
  instances = [];
});

afterAll(() => montage.demonter());

async function balayer(autres: Partial<Delais> = {}) {
  const delais = { ...PATIENTS, balayage: 20, sansCaisse: 0, pause: 10, ...autres };
  const instance = await montage.instance({ delais, terminal });
  instances.push(instance);
}

const muet = () => Promise.reject(new Error('no answer'));
const refuse = (code: string) => () => Promise.resolve({ etat: 'REFUSE' as const, code });

function parCarte(panierId: string, montant = 127): EntreeCheckout {
  return { ...auComptant(panierId), paiements: [{ mode: 'CARTE', montant }] };
}

interface DossierRecu {
  id: string;
  type: string;
  participant: string | null;
  essais: number;
  place: number | null;
  vente: { id: string; statut: string } | null;
  historique: { participant: string | null; statut: string; detail: string }[];
}

async function dossiers(appelant: TestCaller = GERANTE, variables: object = {}) {
  const data = await montage.demander<{
    dossiersATraiter: { totalCount: number; nodes: DossierRecu[] };
  }>(DOSSIERS, variables, appelant);
  return data.dossiersATraiter;
}

const leDossier = async (venteId: string) =>
  (await dossiers()).nodes.find(({ vente }) => vente?.id === venteId);

const finie = (venteId: string, statut: string) =>
  waitFor(async () => (await lire(montage, venteId)).statut === statut, { timeoutMs: 20_000 });

const libererLesBaux = () => montage.base.query('UPDATE vente SET bail_expire = now()');

const interdit = (subgraph: 'panier' | 'stock', code: string) =>
  new TransportError(subgraph, 'refused', { cause: { extensions: { code } } });

describe('a no for good', () => {
  test.each(['panier', 'stock'] as const)(
    'of %s refuses the sale, once, with its name',
    async (participant) => {
      const { panierId } = montage.preparerPanier();
      const entree = auComptant(panierId);
      let demandes = 0;
      montage.espionner((subgraph, operation) => {
        if (subgraph !== participant || !/Figer|Reserver/.test(operation)) return;
        demandes += 1;
        throw interdit(participant, 'REQUETE_INVALIDE');
      });
      const reponse = await encaisser(montage, entree);
      expect(reponse).toMatchObject({ __typename: 'DemandeRefusee', code: 'DEMANDE_REFUSEE' });
      expect(reponse.message).toMatch(/^Cette vente ne peut pas être faite : le service/);
      expect(demandes).toBe(1);
      montage.espionner(() => undefined);
      expect((await lire(montage, entree.venteId)).statut).toBe('REFUSEE');
      const { vente } = await montage.demander<{ vente: { refus: object } }>(
        `query ($id: ID!) { vente(id: $id) { refus { code participant motif } } }`,
        { id: entree.venteId },
      );
      expect(vente.refus).toEqual({
        ...{ code: 'DEMANDE_REFUSEE', participant, motif: 'REQUETE_INVALIDE' },
      });
    },
  );

  test('of the provider refuses the card, and keeps its code', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = parCarte(panierId);
    fournisseur.autoriser = refuse('HTTP_422');
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'PaiementRefuse' });
    expect((await lire(montage, entree.venteId)).statut).toBe('REFUSEE');
  });

  test('of the provider to give a card back is for a person at once, who says how it ended', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = {
      ...parCarte(panierId),
      paiements: [
        { mode: 'CARTE' as const, montant: 50 },
        { mode: 'CARTE' as const, montant: 77 },
      ],
    };
    fournisseur.autoriser = (cle, montant) =>
      cle.rang === 1 ? refuse('SANS_PROVISION')() : simule.autoriser(cle, montant);
    fournisseur.annuler = (cle) => (cle.rang === 0 ? refuse('DEJA_REGLE')() : simule.annuler(cle));
    fournisseur.rembourser = refuse('CARTE_FERMEE');
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'PaiementRefuse' });
    await libererLesBaux();
    await balayer();
    await waitFor(() => leDossier(entree.venteId));
    expect(await leDossier(entree.venteId)).toMatchObject({
      ...{ type: 'VENTE', participant: 'terminal' },
      historique: expect.arrayContaining([
        { participant: 'terminal', statut: 'REFUSE', detail: 'CARTE_FERMEE' },
      ]),
    });

    const declarer = (rang: number) =>
      montage.demander<{ declarerCarteRendue: { __typename: string; rejoue?: boolean } }>(
        `mutation ($input: DeclarerCarteRendueInput!) {
          declarerCarteRendue(input: $input) { __typename ... on DeclarationReussie { rejoue } } }`,
        { input: { venteId: entree.venteId, rang, motif: 'Remis en argent' } },
        GERANTE,
      );
    expect(await declarer(0)).toEqual({
      declarerCarteRendue: { __typename: 'DeclarationReussie', rejoue: false },
    });
    await finie(entree.venteId, 'REFUSEE');
    expect(await leDossier(entree.venteId)).toBeUndefined();
    const audit = await montage.base.query<{ action: string }>(
      `SELECT action FROM audit WHERE cible = $1`,
      [`vente ${entree.venteId}`],
    );
    expect(audit).toEqual([{ action: 'CARTE_RENDUE' }]);
    expect(await declarer(0)).toMatchObject({
      declarerCarteRendue: { __typename: 'DossierIntrouvable' },
    });
  });
});

describe('a case', () => {
  test('is tried again less and less often, is for a person after ten tries, and ends by itself', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = parCarte(panierId);
    fournisseur.interroger = muet;
    fournisseur.autoriser = muet;
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
    await libererLesBaux();
    await balayer({ pause: 1 });
    const dossier = await waitFor(() => leDossier(entree.venteId), { timeoutMs: 60_000 });
    expect(dossier).toMatchObject({ type: 'VENTE', participant: 'terminal' });
    expect(dossier.essais).toBeGreaterThanOrEqual(10);
    const [pause] = await montage.base.query<{ attente: number }>(
      `SELECT extract(epoch FROM prochain_essai - dernier_essai)::float8 AS attente
       FROM dossier WHERE id = $1`,
      [entree.venteId],
    );
    expect(pause?.attente).toBeGreaterThan(0.2);

    fournisseur = {};
    await finie(entree.venteId, 'REFUSEE');
    expect(await leDossier(entree.venteId)).toBeUndefined();
  });

  test('is of a store: another one sees none of it, and cannot act on it', async () => {
    const id = randomUUID();
    await montage.base.query(
      `INSERT INTO vente (id, etat, refus, employe_magasin_id, paiements_remis, bail_expire, request_id, trace_id)
       VALUES ($1, 'REFUSEE', '{"type": "VenteAbandonnee"}', 2, '[]', now(), 'r', 't')`,
      [id],
    );
    await montage.base.query(
      `INSERT INTO dossier (sorte, id, magasin_id, a_traiter_le) VALUES ('VENTE', $1, 2, now())`,
      [id],
    );
    const relancer = (appelant: TestCaller) =>
      montage.demander<{ relancerDossier: { __typename: string } }>(
        `mutation ($input: RelancerDossierInput!) { relancerDossier(input: $input) { __typename } }`,
        { input: { dossierId: `VENTE:${id}:0` } },
        appelant,
      );
    expect((await dossiers()).nodes.map((un) => un.id)).not.toContain(`VENTE:${id}:0`);
    await expect(relancer(GERANTE)).rejects.toThrow('INTERDIT');
    await expect(dossiers(GERANTE, { magasinId: '2' })).rejects.toThrow('INTERDIT');
    expect((await dossiers({ role: 'ADMIN' }, { magasinId: '2' })).totalCount).toBe(1);
    expect(await relancer({ role: 'ADMIN' })).toMatchObject({
      relancerDossier: { __typename: 'RelanceReussie' },
    });
    await expect(dossiers(caissiere())).rejects.toThrow('INTERDIT');
    await montage.base.query('DELETE FROM dossier WHERE id = $1', [id]);
    await montage.base.query('DELETE FROM vente WHERE id = $1', [id]);
  });

  test('among a thousand that nobody can finish does not hold up a sale that can be', async () => {
    fournisseur.interroger = muet;
    await montage.base.query(
      `WITH coincee AS (
         INSERT INTO vente (id, empreinte, panier_id, paiements_remis, bail_expire, demandee_le, request_id, trace_id)
         SELECT gen_random_uuid(), repeat('a', 64), gen_random_uuid(), '[{"mode":"CARTE","montant":500}]', now(),
                now() - interval '1 hour', 'r', 't' FROM generate_series(1, 1000)
         RETURNING id)
       INSERT INTO dossier (sorte, id, essais, participant, prochain_essai, dernier_essai, a_traiter_le, historique)
       SELECT 'VENTE', id, 12, 'terminal', now(), now(), now(), '[{"issue": "INCONNU"}]' FROM coincee`,
    );
    const entree = auComptant(montage.preparerPanier().panierId);
    montage.espionner((_subgraph, operation) => {
      if (operation === 'ReserverStockDeVente') throw new Error('cut off');
    });
    await expect(encaisser(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
    montage.espionner(() => undefined);
    await montage.base.query('UPDATE vente SET bail_expire = now() WHERE id = $1', [
      entree.venteId,
    ]);
    await balayer({ pause: 1_000 });
    await finie(entree.venteId, 'REFUSEE');
    // Its own try came before the thousand had theirs.
    const [compte] = await montage.base.query<{ essayees: number }>(
      `SELECT count(*)::int AS essayees FROM dossier WHERE essais > 12`,
    );
    expect(compte?.essayees).toBeLessThan(500);
    await Promise.all(instances.map((instance) => instance.stop()));
    instances = [];
    await montage.base.query(
      `DELETE FROM dossier WHERE essais >= 12; DELETE FROM vente WHERE request_id = 'r'`,
    );
  });
});

describe('the refund of a card', () => {
  const DEUX = [
    { mode: 'CARTE' as const, montant: 100 },
    { mode: 'CARTE' as const, montant: 27 },
  ];

  test('goes to the card that paid, each under its own key, never above what it paid', async () => {
    const demandes: unknown[] = [];
    fournisseur.rembourser = (...args) => {
      demandes.push(args);
      return simule.rembourser(...args);
    };
    const { panierId } = montage.preparerPanier();
    const { vente } = await encaisser(montage, { ...parCarte(panierId), paiements: DEUX });
    const { annulation } = await annuler(montage, { venteId: vente.id });
    expect(demandes).toEqual([
      [{ id: annulation.id, rang: 0 }, { id: vente.id, rang: 0 }, 100],
      [{ id: annulation.id, rang: 1 }, { id: vente.id, rang: 1 }, 27],
    ]);
    expect(annulation.remboursements).toEqual(DEUX);
  });

  test('that the card refuses leaves the return standing, and a refund to be made', async () => {
    const { panierId } = montage.preparerPanier();
    const disponible = montage.etat.disponible.get(5) ?? 0;
    const { vente } = await encaisser(montage, parCarte(panierId));
    fournisseur.rembourser = refuse('CARTE_FERMEE');
    const reponse = await annuler(montage, { venteId: vente.id });
    expect(reponse).toMatchObject({
      __typename: 'AnnulationReussie',
      vente: { statut: 'ANNULEE' },
      annulation: { total: 127, arrondi: 0 },
    });
    expect(montage.etat.disponible.get(5)).toBe(disponible);
    expect(await leDossier(vente.id)).toMatchObject({
      ...{ type: 'REMBOURSEMENT', place: 0, participant: 'terminal', essais: 0 },
      historique: [{ participant: 'terminal', statut: 'REFUSE', detail: 'CARTE_FERMEE' }],
    });
    const designation = { annulationId: reponse.annulation.id, place: 0 };

    // The card still refuses, then takes it.
    expect(await reessayer(designation)).toMatchObject({ __typename: 'RemboursementRefuse' });
    fournisseur = {};
    expect(await reessayer(designation)).toEqual({
      ...{ __typename: 'RemboursementReussi', rejoue: false },
    });
    expect(await reessayer(designation)).toMatchObject({ rejoue: true });
    expect(await leDossier(vente.id)).toBeUndefined();
    expect(await rendus(vente.id)).toMatchObject([{ statut: 'FAIT', montant: 127 }]);
  });

  test('that was refused is paid in cash once, rounded alone, and can no longer reach the card', async () => {
    const { panierId, sessionCaisseId } = montage.preparerPanier();
    const { vente } = await encaisser(montage, parCarte(panierId));
    fournisseur.rembourser = refuse('CARTE_FERMEE');
    const { annulation } = await annuler(montage, { venteId: vente.id });
    fournisseur = {};
    const designation = { annulationId: annulation.id, place: 0 };
    expect(await convertir(designation, randomUUID())).toMatchObject({
      __typename: 'SessionFermee',
    });
    const reponses = await Promise.all(
      Array.from({ length: 4 }, () => convertir(designation, sessionCaisseId)),
    );
    for (const { __typename } of reponses) expect(__typename).toBe('RemboursementReussi');
    expect(await rendus(vente.id)).toEqual([
      expect.objectContaining({ place: 0, mode: 'CARTE', montant: 127, statut: 'CONVERTI' }),
      {
        ...{ place: 1, mode: 'COMPTANT', montant: 125, arrondi: -2, rang: 0, statut: 'FAIT' },
        ...{ motifRefus: null, numero: expect.stringMatching(/^NC-1-1-\d{6}-R1$/) },
      },
    ]);
    expect(
      await simule.rembourser({ id: annulation.id, rang: 0 }, { id: vente.id, rang: 0 }, 127),
    ).toMatchObject({ etat: 'REFUSE' });
    expect(await leDossier(vente.id)).toBeUndefined();
    const audit = await montage.base.query<{ action: string }>(
      'SELECT action FROM audit WHERE cible = $1',
      [`annulation ${annulation.id}`],
    );
    expect(audit).toEqual([{ action: 'REMBOURSEMENT_CONVERTI' }]);
  });

  test('whose outcome nobody ever tells ends on the word of who asked the provider', async () => {
    const { panierId, sessionCaisseId } = montage.preparerPanier();
    const { vente } = await encaisser(montage, parCarte(panierId));
    fournisseur.rembourser = muet;
    fournisseur.annuler = muet;
    const annulationId = randomUUID();
    await expect(annuler(montage, { annulationId, venteId: vente.id })).rejects.toThrow(
      'SERVICE_INDISPONIBLE',
    );
    const constat = {
      ...{ dossierId: `RETOUR:${annulationId}:0`, rang: 0, remboursee: false },
      motif: 'Moneris, M. Roy : aucune trace',
    };
    // Not before the system gave up by itself.
    expect(await declarer(constat)).toEqual({ __typename: 'DossierIntrouvable' });
    await montage.base.query(
      `INSERT INTO dossier (sorte, id, magasin_id, participant, a_traiter_le) VALUES ('RETOUR', $1, 1, 'terminal', now())`,
      [annulationId],
    );
    await montage.base.query('UPDATE annulation SET bail_expire = now() WHERE id = $1', [
      annulationId,
    ]);
    const ailleurs = declarer(constat, { role: 'GERANT', magasinId: 2, id: '9' });
    await expect(ailleurs).rejects.toThrow('INTERDIT');
    expect(await declarer({ ...constat, rang: 1 })).toEqual({ __typename: 'DossierIntrouvable' });
    expect(await declarer({ ...constat, motif: ' ' })).toEqual({ __typename: 'SaisieInvalide' });
    expect(await declarer(constat)).toEqual({ __typename: 'DeclarationReussie', rejoue: false });

    await balayer();
    await finie(vente.id, 'ANNULEE');
    expect(await leDossier(vente.id)).toMatchObject({
      ...{ type: 'REMBOURSEMENT', place: 0 },
      historique: [{ participant: 'terminal', detail: 'DECLARE_NON_REMBOURSE' }],
    });
    expect(await convertir({ annulationId, place: 0 }, sessionCaisseId)).toEqual({
      ...{ __typename: 'RemboursementReussi', rejoue: false },
    });
    expect(await rendus(vente.id)).toMatchObject([
      { mode: 'CARTE', montant: 127, statut: 'CONVERTI' },
      { mode: 'COMPTANT', montant: 125, statut: 'FAIT' },
    ]);
    const audit = await montage.base.query(
      'SELECT action, acteur, apres FROM audit WHERE cible = $1 ORDER BY numero',
      [`annulation ${annulationId}`],
    );
    expect(audit).toMatchObject([
      {
        action: 'REMBOURSEMENT_DECLARE',
        acteur: { employe: '7', role: 'GERANT' },
        apres: { rang: 0, remboursee: false, motif: 'Moneris, M. Roy : aucune trace' },
      },
      { action: 'REMBOURSEMENT_CONVERTI' },
    ]);
  });

  test('that the provider says it made is settled, and not paid again', async () => {
    const { panierId, sessionCaisseId } = montage.preparerPanier();
    const { vente } = await encaisser(montage, parCarte(panierId));
    fournisseur.rembourser = refuse('CARTE_FERMEE');
    const { annulation } = await annuler(montage, { venteId: vente.id });
    const constat = {
      ...{ dossierId: `REMBOURSEMENT:${annulation.id}:0`, rang: 0, remboursee: true },
      motif: 'Au relevé du 27',
    };
    expect(await declarer(constat)).toEqual({ __typename: 'DeclarationReussie', rejoue: false });
    expect(await leDossier(vente.id)).toBeUndefined();
    const designation = { annulationId: annulation.id, place: 0 };
    expect(await convertir(designation, sessionCaisseId)).toMatchObject({ rejoue: true });
    expect(await rendus(vente.id)).toMatchObject([{ statut: 'FAIT', motifRefus: null }]);
  });

  async function declarer(input: object, appelant = GERANTE) {
    const data = await montage.demander<{ declarerRemboursement: object }>(
      `mutation ($input: DeclarerRemboursementInput!) { declarerRemboursement(input: $input) {
        __typename ... on DeclarationReussie { rejoue } } }`,
      { input },
      appelant,
    );
    return data.declarerRemboursement;
  }

  async function rendus(venteId: string) {
    const { vente } = await montage.demander<{
      vente: { annulations: { remboursements: object[] }[] };
    }>(
      `query ($id: ID!) { vente(id: $id) { annulations { remboursements {
        place mode montant arrondi rang statut motifRefus numero } } } }`,
      { id: venteId },
    );
    return vente.annulations.flatMap(({ remboursements }) => remboursements);
  }

  async function reessayer(input: { annulationId: string; place: number }) {
    const data = await montage.demander<{ reessayerRemboursement: object }>(
      `mutation ($input: ReessayerRemboursementInput!) { reessayerRemboursement(input: $input) {
        __typename ... on RemboursementReussi { rejoue } } }`,
      { input },
      GERANTE,
    );
    return data.reessayerRemboursement;
  }

  async function convertir(
    designation: { annulationId: string; place: number },
    sessionCaisseId: string,
  ) {
    const data = await montage.demander<{ convertirRemboursement: { __typename: string } }>(
      `mutation ($input: ConvertirRemboursementInput!) { convertirRemboursement(input: $input) {
        __typename ... on RemboursementReussi { rejoue } } }`,
      { input: { ...designation, sessionCaisseId } },
      GERANTE,
    );
    return data.convertirRemboursement;
  }
});
