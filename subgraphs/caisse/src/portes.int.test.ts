import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '@caisse/subgraph-kit';
import type { TestCaller } from '@caisse/subgraph-kit/test';

import {
  appelant,
  auditDe,
  type Banc,
  CHANGER_EMPLOYE,
  CONNECTER,
  connecter,
  GENS,
  MOT_DE_PASSE,
  NIP,
  ouvrirBanc,
  type Resultat,
} from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await ouvrirBanc();
});

beforeEach(() => banc.database.query('DELETE FROM essai'));

afterAll(() => banc.arreter());

const ici: Client = { address: '192.0.2.1' };
const loin: Client = { address: '203.0.113.9' };
const caissier1 = { role: 'CAISSIER', magasinId: 1, id: String(GENS.caissier1) } as const;
const gerant1 = { role: 'GERANT', magasinId: 1, id: String(GENS.gerant1) } as const;
const caissier2 = { role: 'CAISSIER', magasinId: 2, id: String(GENS.caissier2) } as const;

const echouer = async (identifiant: string, client: Client, fois = 5) => {
  for (let essai = 1; essai <= fois; essai += 1) {
    await connecter(banc, identifiant, `mauvais ${essai}`, client);
  }
};
const changer = (identifiant: string, nip: string, caller: TestCaller) =>
  banc.faire<Resultat>(CHANGER_EMPLOYE, { identifiant, nip }, caller);

describe('who fails on the account of another', () => {
  test('waits there, and lets the person in from another address', async () => {
    await echouer('admin', loin);
    expect(await connecter(banc, 'admin', MOT_DE_PASSE, loin)).toMatchObject({
      code: 'COMPTE_VERROUILLE',
      reessayerDansS: 30,
    });
    expect(await connecter(banc, 'admin', MOT_DE_PASSE, ici)).toMatchObject({
      __typename: 'Authentification',
    });
  });

  test('at the same address does not keep out the device that the account is at home on', async () => {
    const maison: Client = { ...ici, device: 'appareil-d-admin' };
    await connecter(banc, 'admin', MOT_DE_PASSE, maison);
    await echouer('admin', ici);
    await echouer('admin', { ...ici, device: 'un-autre' });
    expect(await connecter(banc, 'admin', MOT_DE_PASSE, ici)).toMatchObject({
      code: 'COMPTE_VERROUILLE',
    });
    expect(await connecter(banc, 'admin', MOT_DE_PASSE, maison)).toMatchObject({
      __typename: 'Authentification',
    });
  });

  test('beside them does not keep out who is signed in, and unlocks their own screen', async () => {
    const moi = await connecter(banc, 'gerant1', MOT_DE_PASSE, ici);
    await echouer('gerant1', ici);
    const chezMoi = { identifiant: 'gerant1', motDePasse: MOT_DE_PASSE };
    expect(await banc.faire(CONNECTER, chezMoi, appelant(moi), ici)).toMatchObject({
      __typename: 'Authentification',
    });
    expect(await banc.faire(CONNECTER, chezMoi, 'anonymous', ici)).toMatchObject({
      code: 'COMPTE_VERROUILLE',
    });
  });

  test('from a hundred addresses makes strange ones take turns, not those that the account knows', async () => {
    await connecter(banc, 'sansnip', MOT_DE_PASSE, ici);
    for (let n = 0; n < 100; n += 1) {
      await connecter(banc, 'sansnip', 'mauvais', { address: `198.51.100.${n}` });
    }
    expect(await connecter(banc, 'sansnip', MOT_DE_PASSE, loin)).toMatchObject({
      code: 'COMPTE_VERROUILLE',
    });
    expect(await connecter(banc, 'sansnip', MOT_DE_PASSE, ici)).toMatchObject({
      __typename: 'Authentification',
    });
  });

  test('by PIN keeps nobody out but themself, and stays able to sell', async () => {
    for (const nip of ['0001', '0002', '0003', '0004', '0005']) {
      await changer('gerant1', nip, caissier1);
    }
    expect(await changer('gerant1', NIP, caissier1)).toMatchObject({ code: 'COMPTE_VERROUILLE' });
    expect(await changer('gerant1', NIP, gerant1)).toMatchObject({
      __typename: 'Authentification',
    });
    expect(await connecter(banc, 'gerant1')).toMatchObject({ __typename: 'Authentification' });
  });
});

describe('an account that exists is not told from one that does not', () => {
  test('by the password, the wait included', async () => {
    const reponses = async (identifiant: string) => {
      const suite = [];
      for (let essai = 1; essai <= 7; essai += 1) {
        suite.push(await connecter(banc, identifiant, 'mauvais', loin));
      }
      return suite;
    };
    const connu = await reponses('caissier2');
    expect(connu.map(({ __typename }) => __typename)).toContain('CompteVerrouille');
    expect(connu.map((r) => r.__typename)).toEqual(
      (await reponses('personne')).map((r) => r.__typename),
    );
    expect(connu.map((r) => r.__typename)).toEqual(
      (await reponses('parti')).map((r) => r.__typename),
    );
  });

  test('by the PIN, the wait included, nor one of another store', async () => {
    const reponses = async (identifiant: string) => {
      await banc.database.query('DELETE FROM essai');
      const suite = [];
      for (let essai = 1; essai <= 7; essai += 1) {
        suite.push((await changer(identifiant, NIP, caissier2)).__typename);
      }
      return suite;
    };
    const etranger = await reponses('caissier1');
    expect(etranger).toEqual([
      ...Array<string>(5).fill('IdentifiantsRefuses'),
      ...Array<string>(2).fill('CompteVerrouille'),
    ]);
    expect(await reponses('admin')).toEqual(etranger);
    expect(await reponses('personne')).toEqual(etranger);
  });
});

describe('a cashier who tries PINs', () => {
  test('sixty at once is refused before anything is verified, and stops no sign-in', async () => {
    const avant = (await auditDe(banc)).length;
    const [foule, entrees] = await Promise.all([
      Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          banc.envoyer(CHANGER_EMPLOYE, { identifiant: `inconnu-${n}`, nip: '1234' }, caissier2),
        ),
      ),
      Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          connecter(banc, 'gerant1', MOT_DE_PASSE, { address: `192.0.2.${n}` }),
        ),
      ),
    ]);
    expect(entrees.map((r) => r.__typename)).toEqual(Array(6).fill('Authentification'));
    const codes = foule.map(({ errors }) => errors?.[0]?.extensions?.['code']);
    expect(codes.filter((code) => code === 'TROP_D_ESSAIS')).toHaveLength(57);
    const actions = (await auditDe(banc)).slice(avant).map(({ action }) => action);
    expect(actions.filter((action) => action === 'ECHEC_CONNEXION')).toHaveLength(3);
  });

  test('of one colleague after the other waits too, and their store goes on', async () => {
    for (let n = 0; n < 10; n += 1) await changer(`collegue-${n}`, '1234', caissier1);
    expect(await changer('gerant1', NIP, caissier1)).toMatchObject({ code: 'COMPTE_VERROUILLE' });
    expect(await changer('caissier1', NIP, gerant1)).toMatchObject({
      __typename: 'Authentification',
    });
    banc.avancer(3_600_000);
    expect(await changer('gerant1', NIP, caissier1)).toMatchObject({
      __typename: 'Authentification',
    });
  });
});

test('failures tell where they came from in the audit log, and nothing of what was typed is kept', async () => {
  await connecter(banc, 'Mon Mot De Passe', 'mauvais', loin);
  expect((await auditDe(banc)).at(-1)).toMatchObject({
    action: 'ECHEC_CONNEXION',
    cible: 'identifiant inconnu',
    apres: { adresse: '203.0.113.9' },
  });
  const [{ textes }] = (await banc.database.query(
    `SELECT (SELECT string_agg(a::text, ' ') FROM audit a) || (SELECT string_agg(e::text, ' ') FROM essai e) AS textes`,
  )) as [{ textes: string }];
  expect(textes.toLowerCase()).not.toContain('mon mot de passe');
});

test('places that failed long ago are forgotten, a few at a time', async () => {
  await banc.database.query(`INSERT INTO essai (cle, echecs, dernier_le)
    SELECT sha256(n::text::bytea), 3, now() - interval '2 years' FROM generate_series(1, 7) n`);
  const restent = async () =>
    (await banc.database.query(`SELECT FROM essai WHERE dernier_le < now() - interval '1 year'`))
      .length;
  await connecter(banc, 'personne', 'mauvais');
  expect(await restent()).toBe(2);
  await connecter(banc, 'personne', 'mauvais');
  expect(await restent()).toBe(0);
});
