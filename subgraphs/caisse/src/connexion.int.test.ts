import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { JETON } from '@caisse/acces';
import { testCredentials } from '@caisse/subgraph-kit/test';
import { jwtVerify } from 'jose';

import {
  appelant,
  auditDe,
  type Banc,
  chargeDe,
  connecter,
  CONNECTER,
  FERMEES,
  GENS,
  MOT_DE_PASSE,
  ouvrirBanc,
  RENOUVELER,
  type Resultat,
  ROUTEUR,
} from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await ouvrirBanc();
});

beforeEach(() => banc.database.query('DELETE FROM essai'));

afterAll(() => banc.arreter());

const MOI = '{ moi { id identifiant droits magasin { nom } } }';
const renouveler = (jetonRenouvellement: string) =>
  banc.faire<Resultat>(RENOUVELER, { jetonRenouvellement });
const fermees = () => banc.faire<string[]>(FERMEES, {}, ROUTEUR);

describe('signing in', () => {
  test('gives a token that the router can verify with the key of caisse, and that says who it is', async () => {
    const resultat = await connecter(banc, ' Caissier1 ');
    expect(resultat).toMatchObject({
      __typename: 'Authentification',
      employe: { id: String(GENS.caissier1), role: 'CAISSIER', magasin: { id: '1' } },
    });
    const cle = testCredentials('caisse').publicKeys.get('caisse')!;
    const { payload } = await jwtVerify(resultat.jeton, cle, {
      algorithms: ['EdDSA'],
      typ: JETON.type,
      issuer: JETON.emetteur,
      audience: JETON.audience,
    });
    expect(payload).toMatchObject({ sub: String(GENS.caissier1), role: 'CAISSIER', magasin: 1 });
    expect(payload.exp! - payload.iat!).toBe(3_600);
    expect(new Date(resultat.expireLe).getTime()).toBe(payload.exp! * 1_000);
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('gives the token of somebody who works for the whole chain no store', async () => {
    const { jeton, employe } = await connecter(banc, 'admin');
    expect(employe.magasin).toBeNull();
    expect(chargeDe(jeton)).not.toHaveProperty('magasin');
  });

  test('says the same of a wrong password, an unknown identifier and somebody who left', async () => {
    const reponses = await Promise.all([
      connecter(banc, 'caissier1', 'mauvais'),
      connecter(banc, 'inconnu', 'mauvais'),
      connecter(banc, 'parti'),
    ]);
    expect(reponses[0]).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    expect(reponses[1]).toEqual(reponses[0]);
    expect(reponses[2]).toEqual(reponses[0]);
  });

  test('refuses what is not even an attempt, without counting it', async () => {
    expect(await connecter(banc, '', '')).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: [{ champ: 'identifiant' }, { champ: 'motDePasse' }],
    });
    expect(await connecter(banc, 'admin', 'x'.repeat(1_000))).toMatchObject({
      __typename: 'SaisieInvalide',
    });
    expect(await banc.database.query('SELECT cle FROM essai')).toEqual([]);
  });

  test('shows who is signed in, and nobody once it is closed', async () => {
    const personne = await connecter(banc, 'caissier1');
    expect(await banc.faire(MOI, {}, appelant(personne))).toEqual({
      id: String(GENS.caissier1),
      identifiant: 'caissier1',
      droits: ['caisse:tenir'],
      magasin: { nom: 'Magasin un' },
    });
    await banc.faire('mutation { seDeconnecter { fermeeLe } }', {}, appelant(personne));
    expect(await banc.faire(MOI, {}, appelant(personne))).toBeNull();
    expect(await banc.faire(MOI, {})).toBeNull();
    expect(
      await banc.faire(MOI, {}, { role: 'ADMIN', id: '1', connexionId: 'ailleurs' }),
    ).toBeNull();
  });

  test('made by many at once with the right password, lets all in', async () => {
    const resultats = await Promise.all(Array.from({ length: 12 }, () => connecter(banc, 'admin')));
    expect(resultats.map((r) => r.__typename)).toEqual(Array(12).fill('Authentification'));
  });
});

describe('signing out', () => {
  test('closes the sign-in, tells the router so for as long as its tokens last, and renews nothing', async () => {
    const personne = await connecter(banc, 'caissier1');
    const { sid } = chargeDe(personne.jeton);
    expect(await fermees()).not.toContain(sid);
    await banc.faire('mutation { seDeconnecter { fermeeLe } }', {}, appelant(personne));
    expect(await fermees()).toContain(sid);
    expect(await renouveler(personne.jetonRenouvellement)).toMatchObject({
      code: 'CONNEXION_FERMEE',
    });
    banc.avancer(62 * 60_000);
    expect(await fermees()).not.toContain(sid);
  });

  test('cannot close the sign-in of somebody else', async () => {
    const [une, autre] = [await connecter(banc, 'caissier1'), await connecter(banc, 'admin')];
    const voleur = {
      role: 'ADMIN',
      id: '1',
      connexionId: String(chargeDe(une.jeton)['sid']),
    } as const;
    await banc.faire('mutation { seDeconnecter { fermeeLe } }', {}, voleur);
    expect(await fermees()).not.toContain(chargeDe(une.jeton)['sid']);
    expect(autre.__typename).toBe('Authentification');
  });

  test('is for the router alone to list', async () => {
    for (const caller of ['anonymous', { role: 'ADMIN' }, { service: 'vente' }] as const) {
      const { data, errors } = await banc.envoyer(FERMEES, {}, caller);
      expect(data ?? null).toBeNull();
      expect(errors).toHaveLength(1);
    }
  });
});

describe('a renewal token', () => {
  test('gives another, once each, with tokens of the same sign-in', async () => {
    const premiere = await connecter(banc, 'gerant1');
    const deuxieme = await renouveler(premiere.jetonRenouvellement);
    const troisieme = await renouveler(deuxieme.jetonRenouvellement);
    expect(troisieme).toMatchObject({ __typename: 'Authentification' });
    expect(new Set([premiere, deuxieme, troisieme].map((r) => r.jetonRenouvellement)).size).toBe(3);
    expect(chargeDe(troisieme.jeton)['sid']).toBe(chargeDe(premiere.jeton)['sid']);
    expect(troisieme.connexionExpireLe).toBe(premiere.connexionExpireLe);
  });

  test('that is shown again closes the sign-in, even after the thief renewed several times', async () => {
    const victime = await connecter(banc, 'gerant1');
    let vole = await renouveler(victime.jetonRenouvellement);
    vole = await renouveler(vole.jetonRenouvellement);
    vole = await renouveler(vole.jetonRenouvellement);
    expect(await renouveler(victime.jetonRenouvellement)).toMatchObject({
      code: 'CONNEXION_FERMEE',
    });
    expect(await renouveler(vole.jetonRenouvellement)).toMatchObject({ code: 'CONNEXION_FERMEE' });
    expect(await fermees()).toContain(chargeDe(victime.jeton)['sid']);
    expect((await auditDe(banc)).at(-1)).toMatchObject({
      action: 'JETON_REUTILISE',
      cible: `employe ${GENS.gerant1}`,
    });
  });

  test('shown ten times at once is renewed once, and the sign-in is closed', async () => {
    const { jetonRenouvellement, jeton } = await connecter(banc, 'gerant1');
    const resultats = await Promise.all(
      Array.from({ length: 10 }, () => renouveler(jetonRenouvellement)),
    );
    const types = resultats.map((r) => r.__typename);
    expect(types.filter((type) => type === 'Authentification')).toHaveLength(1);
    expect(await fermees()).toContain(chargeDe(jeton)['sid']);
  });

  test.each(['', 'abc', '019a0000-0000-7000-8000-000000000001.x', "'; DROP TABLE connexion; --"])(
    'that is none (%s) renews and closes nothing',
    async (jetonRenouvellement) => {
      expect(await renouveler(jetonRenouvellement)).toMatchObject({ code: 'CONNEXION_FERMEE' });
    },
  );

  test('that was guessed from the number of a sign-in closes nothing', async () => {
    const personne = await connecter(banc, 'gerant1');
    const devine = `${String(chargeDe(personne.jeton)['sid'])}.${'A'.repeat(43)}`;
    expect(await renouveler(devine)).toMatchObject({ code: 'CONNEXION_FERMEE' });
    expect(await renouveler(personne.jetonRenouvellement)).toMatchObject({
      __typename: 'Authentification',
    });
  });

  test('is worth nothing after twelve hours, and its tokens never outlast the sign-in', async () => {
    const personne = await connecter(banc, 'gerant1');
    banc.avancer(11.5 * 3_600_000);
    const tardive = await renouveler(personne.jetonRenouvellement);
    expect(new Date(tardive.expireLe).getTime()).toBeLessThanOrEqual(
      new Date(personne.connexionExpireLe).getTime(),
    );
    banc.avancer(0.5 * 3_600_000 + 1_000);
    expect(await renouveler(tardive.jetonRenouvellement)).toMatchObject({
      code: 'CONNEXION_FERMEE',
    });
  });
});

describe('failures in a row', () => {
  const essayer = (motDePasse: string) => connecter(banc, 'caissier2', motDePasse);

  test('wait after five, for longer and longer, also with the right password', async () => {
    for (let essai = 1; essai <= 5; essai += 1) {
      expect(await essayer('mauvais')).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    }
    expect(await essayer(MOT_DE_PASSE)).toMatchObject({
      code: 'COMPTE_VERROUILLE',
      reessayerDansS: 30,
    });
    banc.avancer(30_000);
    await essayer('mauvais');
    expect(await essayer(MOT_DE_PASSE)).toMatchObject({ reessayerDansS: 60 });
    banc.avancer(60_000);
    expect(await essayer(MOT_DE_PASSE)).toMatchObject({ __typename: 'Authentification' });
    expect(await essayer('mauvais')).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    expect(await essayer(MOT_DE_PASSE)).toMatchObject({ __typename: 'Authentification' });
  });

  test('sent twenty at once are five tries, and the right one behind them is not let in', async () => {
    const avant = (await auditDe(banc)).length;
    const resultats = await Promise.all(
      Array.from({ length: 20 }, () =>
        banc.envoyer(CONNECTER, { identifiant: 'caissier2', motDePasse: 'mauvais' }),
      ),
    );
    const codes = resultats.map(
      ({ data, errors }) =>
        (data?.['seConnecter'] as Resultat | undefined)?.code ?? errors?.[0]?.extensions?.['code'],
    );
    expect(codes.filter((code) => code === 'IDENTIFIANTS_REFUSES')).toHaveLength(5);
    expect(codes.filter((code) => code === 'COMPTE_VERROUILLE')).toHaveLength(15);
    expect(await essayer(MOT_DE_PASSE)).toMatchObject({ code: 'COMPTE_VERROUILLE' });
    const actions = (await auditDe(banc)).slice(avant).map(({ action }) => action);
    expect(actions).toEqual([...Array<string>(4).fill('ECHEC_CONNEXION'), 'VERROUILLAGE']);
  });

  test('sent in a flood are refused at once beyond what one place may have in hand, and not counted', async () => {
    const resultats = await Promise.all(
      Array.from({ length: 80 }, (_, n) =>
        banc.envoyer(CONNECTER, { identifiant: `inconnu${n}`, motDePasse: 'mauvais' }),
      ),
    );
    const refuses = resultats.filter(
      ({ errors }) => errors?.[0]?.extensions?.['code'] === 'TROP_D_ESSAIS',
    );
    expect(refuses).toHaveLength(60);
    expect(await connecter(banc, 'admin')).toMatchObject({ __typename: 'Authentification' });
  });
});

test('no secret, token or digest stands in the audit log or in the logs', async () => {
  const personne = await connecter(banc, 'admin');
  await renouveler(personne.jetonRenouvellement);
  await renouveler(personne.jetonRenouvellement);
  const [{ textes }] = (await banc.database.query(
    `SELECT string_agg(a::text, ' ') AS textes FROM audit a`,
  )) as [{ textes: string }];
  const tout = textes + banc.journal.join(' ');
  expect(banc.journal.length).toBeGreaterThan(0);
  for (const secret of [MOT_DE_PASSE, 'mauvais', personne.jeton, personne.jetonRenouvellement]) {
    expect(tout).not.toContain(secret);
  }
  expect(tout).not.toContain('argon2');
});
