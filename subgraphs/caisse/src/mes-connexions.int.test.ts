import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@caisse/subgraph-kit';

import {
  appelant,
  auditDe,
  type Banc,
  chargeDe,
  connecter,
  FERMEES,
  GENS,
  MOT_DE_PASSE,
  ouvrirBanc,
  RENOUVELER,
  ROUTEUR,
} from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await ouvrirBanc();
});
afterAll(() => banc.arreter());

const LISTER = '{ mesConnexions { id courante moyen appareil adresse ouverteLe vueLe expireLe } }';
const FERMER = `mutation ($id: ID!) {
  fermerConnexion(input: { id: $id }) { __typename ... on Connexion { id courante } ... on Erreur { code } }
}`;
const POSTE: Client = {
  address: '192.0.2.7',
  agent: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0',
};

test('one’s own open sign-ins are listed with where they are, newest first, and ended', async () => {
  const ici = await connecter(banc, 'gerant1', MOT_DE_PASSE, POSTE);
  banc.avancer(60_000);
  const ailleurs = await connecter(banc, 'gerant1');
  await connecter(banc, 'caissier1');
  banc.avancer(60_000);
  await banc.faire(RENOUVELER, { jetonRenouvellement: ici.jetonRenouvellement });

  const liste = await banc.faire<Record<string, string>[]>(LISTER, {}, appelant(ici));
  expect(liste).toMatchObject([
    { id: chargeDe(ailleurs.jeton)['sid'], courante: false, appareil: null, adresse: null },
    {
      id: chargeDe(ici.jeton)['sid'],
      ...{ courante: true, moyen: 'MOT_DE_PASSE', appareil: 'Firefox, Windows' },
      adresse: '192.0.2.7',
    },
  ]);
  const [, { ouverteLe, vueLe }] = liste as [unknown, { ouverteLe: string; vueLe: string }];
  expect(Date.parse(vueLe) - Date.parse(ouverteLe)).toBeGreaterThanOrEqual(120_000);

  const { sid } = chargeDe(ailleurs.jeton);
  expect(await banc.faire(FERMER, { id: sid }, appelant(ici))).toEqual({
    ...{ __typename: 'Connexion', id: sid, courante: false },
  });
  expect(await banc.faire(FERMEES, {}, ROUTEUR)).toContain(sid);
  expect((await auditDe(banc)).at(-1)).toMatchObject({
    action: 'DECONNEXION',
    cible: `employe ${GENS.gerant1}`,
    apres: { connexion: sid },
  });
  expect(await banc.faire(LISTER, {}, appelant(ici))).toHaveLength(1);
  expect(await banc.faire(FERMER, { id: sid }, appelant(ici))).toMatchObject({
    code: 'CONNEXION_INTROUVABLE',
  });
});

test('nobody ends the sign-in of another, nor one that is none', async () => {
  const [une, autre] = [await connecter(banc, 'gerant1'), await connecter(banc, 'caissier1')];
  for (const id of [chargeDe(autre.jeton)['sid'], 'abc', '']) {
    expect(await banc.faire(FERMER, { id }, appelant(une))).toMatchObject({
      code: 'CONNEXION_INTROUVABLE',
    });
  }
  expect(await banc.faire(LISTER, {}, appelant(autre))).not.toEqual([]);
});

test('who opened a till is written down and shown', async () => {
  const OUVRIR = `mutation { ouvrirSessionCaisse(input: { caisseId: "1", fondDeCaisse: 12345 }) {
    __typename ... on SessionCaisse { id ouvertePar { id nom } }
  } }`;
  await banc.database.query('INSERT INTO caisse (magasin_id, numero) VALUES (1, 1)');
  const gerante = appelant(await connecter(banc, 'gerant1'));
  const session = await banc.faire<{ id: string }>(OUVRIR, {}, gerante);
  expect(session).toMatchObject({
    __typename: 'SessionCaisse',
    ouvertePar: { id: String(GENS.gerant1), nom: 'Éric Roy' },
  });
  expect((await auditDe(banc)).at(-1)).toMatchObject({
    action: 'CAISSE_OUVERTE',
    cible: 'caisse 1',
    acteur: { employe: String(GENS.gerant1), role: 'GERANT', magasin: 1 },
    apres: { session: session.id, fondDeCaisse: 12_345 },
  });
  const avant = (await auditDe(banc)).length;
  expect(await banc.faire(OUVRIR, {}, gerante)).toEqual({ __typename: 'SessionDejaOuverte' });
  expect((await auditDe(banc)).length).toBe(avant);
});
