import { afterAll, beforeAll, expect, test } from '@jest/globals';

import {
  appelant,
  type Banc,
  CHANGER_EMPLOYE,
  CHANGER_MOT_DE_PASSE,
  connecter,
  GENS,
  MOT_DE_PASSE,
  NIP,
  ouvrirBanc,
  RENOUVELER,
  type Resultat,
} from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await ouvrirBanc();
});

afterAll(() => banc.arreter());

/** The tries counted so far, by `moyen resultat`. */
async function essais(): Promise<Record<string, number>> {
  const { values = [] } =
    (await banc.caisse.metrics.registry.getSingleMetric('connexions_essais_total')?.get()) ?? {};
  return Object.fromEntries(
    values.map(({ labels, value }) => [`${labels['moyen']} ${labels['resultat']}`, value]),
  );
}

/** What an act adds to the counts. */
async function comptes(acte: () => Promise<unknown>): Promise<Record<string, number>> {
  const avant = await essais();
  await acte();
  return Object.fromEntries(
    Object.entries(await essais())
      .map(([serie, valeur]) => [serie, valeur - (avant[serie] ?? 0)] as const)
      .filter(([, ecart]) => ecart !== 0),
  );
}

const CAISSE_1 = { role: 'GERANT', magasinId: 1, id: String(GENS.gerant1) } as const;
const changer = (identifiant: string, nip: string) =>
  banc.envoyer(CHANGER_EMPLOYE, { identifiant, nip }, CAISSE_1);
const renouveler = (jetonRenouvellement: string) => banc.faire(RENOUVELER, { jetonRenouvellement });

test('every outcome has its series from the start, at zero, and none names anybody', async () => {
  const series = await essais();
  const secret = ['succes', 'refus', 'verrouillage', 'verrouille', 'retenu', 'erreur'];
  expect(Object.keys(series).sort()).toEqual(
    [
      ...['mot_de_passe', 'nip', 'confirmation'].flatMap((moyen) =>
        secret.map((resultat) => `${moyen} ${resultat}`),
      ),
      ...['jeton succes', 'jeton refus', 'jeton rejeu', 'jeton erreur'],
    ].sort(),
  );
  expect(new Set(Object.values(series))).toEqual(new Set([0]));
});

test('a right password is a success, a wrong one and an unknown name are refusals', async () => {
  expect(await comptes(() => connecter(banc, 'admin'))).toEqual({ 'mot_de_passe succes': 1 });
  const refus = async () => {
    await connecter(banc, 'admin', 'mauvais');
    await connecter(banc, 'inconnu', 'mauvais');
    await connecter(banc, 'parti');
  };
  expect(await comptes(refus)).toEqual({ 'mot_de_passe refus': 3 });
});

test('the failure that locks is told from those before it, and from tries on the locked account', async () => {
  const deviner = async () => {
    for (let essai = 1; essai <= 5; essai += 1) await connecter(banc, 'caissier2', 'mauvais');
    await connecter(banc, 'caissier2', 'mauvais');
    await connecter(banc, 'caissier2');
  };
  expect(await comptes(deviner)).toEqual({
    ...{ 'mot_de_passe refus': 4, 'mot_de_passe verrouillage': 1, 'mot_de_passe verrouille': 2 },
  });
  banc.avancer(31_000);
  // It locks again, for longer.
  expect(await comptes(() => connecter(banc, 'caissier2', 'mauvais'))).toEqual({
    'mot_de_passe verrouillage': 1,
  });
});

test('twenty wrong passwords at once make their place wait once', async () => {
  const ensemble = () =>
    Promise.all(Array.from({ length: 20 }, () => connecter(banc, 'sansnip', 'mauvais')));
  expect(await comptes(ensemble)).toEqual({
    ...{ 'mot_de_passe refus': 4, 'mot_de_passe verrouillage': 1, 'mot_de_passe verrouille': 15 },
  });
});

test('a PIN counts as a PIN', async () => {
  expect(await comptes(() => changer('caissier1', NIP))).toEqual({ 'nip succes': 1 });
  expect(await comptes(() => changer('caissier1', '0000'))).toEqual({ 'nip refus': 1 });
});

test('what is no try is not counted: a field that is missing, a PIN of another form', async () => {
  const rien = async () => {
    await connecter(banc, '', '');
    await changer('caissier1', '12');
  };
  expect(await comptes(rien)).toEqual({});
});

test('the password that is asked for again before it changes counts apart', async () => {
  const moi = appelant(await connecter(banc, 'caissier1'));
  const change = (ancien: string) =>
    banc.faire(CHANGER_MOT_DE_PASSE, { ancien, nouveau: 'un autre mot de passe' }, moi);
  expect(await comptes(() => change('mauvais'))).toEqual({ 'confirmation refus': 1 });
  expect(await comptes(() => change(MOT_DE_PASSE))).toEqual({ 'confirmation succes': 1 });
});

test('a renewal, one that comes too late, and a token that is shown twice are three things', async () => {
  const personne = await connecter(banc, 'gerant1');
  let suivant = '';
  const renouvellement = async () => {
    ({ jetonRenouvellement: suivant } = (await renouveler(
      personne.jetonRenouvellement,
    )) as Resultat);
  };
  expect(await comptes(renouvellement)).toEqual({ 'jeton succes': 1 });
  expect(await comptes(() => renouveler(personne.jetonRenouvellement))).toEqual({
    'jeton rejeu': 1,
  });
  expect(await comptes(() => renouveler(suivant))).toEqual({ 'jeton refus': 1 });
  expect(await comptes(() => renouveler('abc'))).toEqual({ 'jeton refus': 1 });
});

test('who is turned away because too many come at once from there is neither a refusal nor an error', async () => {
  const foule = () =>
    Promise.all(
      Array.from({ length: 80 }, (_, n) =>
        banc.envoyer(
          `mutation { seConnecter(input: { identifiant: "inconnu${n}", motDePasse: "mauvais" }) { __typename } }`,
          {},
        ),
      ),
    );
  const vus = await comptes(foule);
  expect(vus).toEqual({ 'mot_de_passe refus': 20, 'mot_de_passe retenu': 60 });
});
