import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  appelant,
  auditDe,
  type Banc,
  CHANGER_EMPLOYE,
  CHANGER_MOT_DE_PASSE,
  chargeDe,
  connecter,
  FERMEES,
  GENS,
  MOT_DE_PASSE,
  NIP,
  ouvrirBanc,
  RENOUVELER,
  type Resultat,
  ROUTEUR,
} from './test/banc.ts';

const NOUVEAU = 'un tout autre mot de passe';
const EMPLOYE = `... on Employe { id identifiant nom role version aUnNip actif magasin { id } }
  ... on Erreur { code message } ... on SaisieInvalide { champs { champ } }`;
const CREER = `mutation ($input: CreerEmployeInput!) { creerEmploye(input: $input) { __typename ${EMPLOYE} } }`;
const MODIFIER = `mutation ($input: ModifierEmployeInput!) {
  modifierEmploye(input: $input) { __typename ${EMPLOYE} ... on EmployeModifie { employe { version } } }
}`;
const REINITIALISER = `mutation ($input: ReinitialiserMotDePasseInput!) {
  reinitialiserMotDePasse(input: $input) { __typename ${EMPLOYE} }
}`;
const NIP_NEUF = `mutation ($motDePasse: String!, $nip: String) {
  definirNip(input: { motDePasse: $motDePasse, nip: $nip }) { __typename ${EMPLOYE} }
}`;
const ADMIN = { role: 'ADMIN', id: '1' } as const;
const CAISSE_1 = { role: 'GERANT', magasinId: 1, id: String(GENS.gerant1) } as const;

let banc: Banc;

beforeAll(async () => {
  banc = await ouvrirBanc();
});

afterAll(() => banc.arreter());

const fermees = () => banc.faire<string[]>(FERMEES, {}, ROUTEUR);
const changer = (identifiant: string, nip: string) =>
  banc.faire<Resultat>(CHANGER_EMPLOYE, { identifiant, nip }, CAISSE_1);
const dernier = async () => (await auditDe(banc)).at(-1);

interface Fiche {
  __typename: string;
  id: string;
  version: number;
  [champ: string]: unknown;
}
let numero = 0;
/** Somebody new, who does not get in the way of the other tests. */
const embaucher = (fiche: object = {}) =>
  banc.faire<Fiche>(
    CREER,
    {
      input: {
        ...{ identifiant: `essai${(numero += 1)}`, nom: `Essai ${numero}`, role: 'CAISSIER' },
        ...{ magasinId: '1', motDePasse: MOT_DE_PASSE, ...fiche },
      },
    },
    ADMIN,
  );

describe('taking a till over by PIN', () => {
  test('opens a sign-in of the other employee, and says who let them', async () => {
    const resultat = await changer('caissier1', NIP);
    expect(resultat).toMatchObject({
      __typename: 'Authentification',
      employe: { id: String(GENS.caissier1), magasin: { id: '1' } },
    });
    expect(await dernier()).toMatchObject({
      action: 'CHANGEMENT_EMPLOYE',
      cible: `employe ${GENS.caissier1}`,
      acteur: { employe: String(GENS.gerant1), role: 'GERANT', magasin: 1 },
      apres: { connexion: chargeDe(resultat.jeton)['sid'] },
    });
  });

  test('of oneself is no hand-over: somebody unlocked their own screen', async () => {
    const resultat = await changer('gerant1', NIP);
    expect(resultat).toMatchObject({
      __typename: 'Authentification',
      employe: { id: String(GENS.gerant1) },
    });
    expect(await dernier()).toMatchObject({
      action: 'DEVERROUILLAGE',
      cible: `employe ${GENS.gerant1}`,
      acteur: { employe: String(GENS.gerant1) },
      apres: { connexion: chargeDe(resultat.jeton)['sid'] },
    });
  });

  test('says the same of a wrong PIN, of none, of who left, of another store, of nobody', async () => {
    const refus = [];
    for (const [identifiant, nip] of [
      ...[['caissier1', '0000'] as const, ['sansnip', NIP] as const, ['parti', NIP] as const],
      ...[['caissier2', NIP] as const, ['admin', NIP] as const, ['inconnu', NIP] as const],
    ]) {
      refus.push(await changer(identifiant, nip));
    }
    expect(refus[0]).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    for (const autre of refus) expect(autre).toEqual(refus[0]);
    await banc.database.query('DELETE FROM essai');
  });

  test.each(['', '123', '1234567', 'abcd'])(
    'asks for four to six digits, not « %s »',
    async (nip) => {
      expect(await changer('caissier1', nip)).toMatchObject({ champs: [{ champ: 'nip' }] });
    },
  );

  test('offers those of the store who have a PIN, by name, to its own people only', async () => {
    const equipe = `query ($id: ID!) { magasin(id: $id) { equipe { identifiant } } }`;
    const { equipe: gens } = await banc.faire<{ equipe: object[] }>(equipe, { id: '1' }, CAISSE_1);
    expect(gens).toEqual([{ identifiant: 'caissier1' }, { identifiant: 'gerant1' }]);
    const { errors } = await banc.envoyer(equipe, { id: '2' }, CAISSE_1);
    expect(errors?.[0]?.extensions?.['code']).toBe('INTERDIT');
    expect(await banc.faire(equipe, { id: '2' }, ADMIN)).toMatchObject({
      equipe: [{ identifiant: 'caissier2' }],
    });
  });
});

describe('one’s own password', () => {
  test('changes against the old one, closes every sign-in, and goes on with another', async () => {
    const { identifiant } = await embaucher();
    const autre = await connecter(banc, String(identifiant));
    const ici = await connecter(banc, String(identifiant));
    const change = await banc.faire<Resultat>(
      CHANGER_MOT_DE_PASSE,
      { ancien: MOT_DE_PASSE, nouveau: NOUVEAU },
      appelant(ici),
    );
    expect(change).toMatchObject({ __typename: 'Authentification' });
    expect(chargeDe(change.jeton)['sid']).not.toBe(chargeDe(ici.jeton)['sid']);
    expect(change.connexionExpireLe).toBe(ici.connexionExpireLe);
    expect(await dernier()).toMatchObject({
      action: 'MOT_DE_PASSE_CHANGE',
      apres: { connexion: chargeDe(change.jeton)['sid'], connexionsFermees: 2 },
    });
    expect(await fermees()).toContain(chargeDe(autre.jeton)['sid']);
    expect(await fermees()).toContain(chargeDe(ici.jeton)['sid']);
    expect(await fermees()).not.toContain(chargeDe(change.jeton)['sid']);
    expect(await connecter(banc, String(identifiant))).toMatchObject({
      code: 'IDENTIFIANTS_REFUSES',
    });
    expect(await connecter(banc, String(identifiant), NOUVEAU)).toMatchObject({
      __typename: 'Authentification',
    });
    const { jetonRenouvellement } = change;
    expect(await banc.faire(RENOUVELER, { jetonRenouvellement })).toMatchObject({
      __typename: 'Authentification',
    });
  });

  test('stays when the old one is wrong, the new one too short, too easy or the same, or the sign-in closed', async () => {
    const { identifiant } = await embaucher();
    const moi = await connecter(banc, String(identifiant));
    const essayer = (ancien: string, nouveau: string) =>
      banc.faire(CHANGER_MOT_DE_PASSE, { ancien, nouveau }, appelant(moi));
    expect(await essayer('mauvais', NOUVEAU)).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    for (const nouveau of ['court', MOT_DE_PASSE, 'password1234', `${String(identifiant)}-2026`]) {
      expect(await essayer(MOT_DE_PASSE, nouveau)).toMatchObject({
        champs: [{ champ: 'nouveau' }],
      });
    }
    await banc.faire('mutation { seDeconnecter { fermeeLe } }', {}, appelant(moi));
    expect(await essayer(MOT_DE_PASSE, NOUVEAU)).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    expect(await connecter(banc, String(identifiant))).toMatchObject({
      __typename: 'Authentification',
    });
  });
});

describe('one’s own PIN', () => {
  test('is chosen and erased with the password', async () => {
    const { identifiant } = await embaucher();
    const moi = appelant(await connecter(banc, String(identifiant)));
    const definir = (motDePasse: string, nip: string | null) =>
      banc.faire<Fiche>(NIP_NEUF, { motDePasse, nip }, moi);
    expect(await definir('mauvais', '7391')).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    for (const nip of ['73', '0000', '4321', '121212']) {
      expect(await definir(MOT_DE_PASSE, nip)).toMatchObject({ champs: [{ champ: 'nip' }] });
    }
    expect(await definir(MOT_DE_PASSE, '7391')).toMatchObject({ aUnNip: true });
    expect(await dernier()).toMatchObject({
      action: 'NIP_CHANGE',
      avant: { aUnNip: false },
      apres: { aUnNip: true },
    });
    expect(await changer(String(identifiant), '7391')).toMatchObject({
      __typename: 'Authentification',
    });
    expect(await definir(MOT_DE_PASSE, null)).toMatchObject({ aUnNip: false });
    expect(await changer(String(identifiant), '7391')).toMatchObject({
      code: 'IDENTIFIANTS_REFUSES',
    });
  });
});

describe('administering employees', () => {
  test('writes somebody down, who can sign in at once', async () => {
    const cree = await embaucher({ identifiant: 'Nouvelle.Une', nom: ' Ève  Noël ' });
    expect(cree).toMatchObject({
      ...{ __typename: 'Employe', identifiant: 'nouvelle.une', nom: 'Ève  Noël', version: 1 },
      ...{ role: 'CAISSIER', magasin: { id: '1' }, actif: true, aUnNip: false },
    });
    expect(await dernier()).toMatchObject({
      action: 'EMPLOYE_CREE',
      cible: `employe ${cree.id}`,
      apres: { identifiant: 'nouvelle.une', role: 'CAISSIER', magasin: 1 },
    });
    expect(await connecter(banc, 'nouvelle.une')).toMatchObject({ __typename: 'Authentification' });
    expect(await embaucher({ identifiant: 'NOUVELLE.UNE' })).toMatchObject({
      code: 'IDENTIFIANT_PRIS',
    });
  });

  test.each([
    ['identifiant', { identifiant: 'é' }],
    ['nom', { nom: '  ' }],
    ['motDePasse', { motDePasse: 'demo' }],
    ['motDePasse', { motDePasse: 'password1234' }],
    ['motDePasse', { nom: 'Ève Noëlla', motDePasse: 'noellanoella' }],
    ['magasinId', { magasinId: null }],
    ['magasinId', { magasinId: '99' }],
    ['magasinId', { magasinId: '3' }],
    ['magasinId', { magasinId: 'abc' }],
    ['magasinId', { role: 'ADMIN' }],
  ])('refuses a %s of another form', async (champ, fiche) => {
    expect(await embaucher(fiche)).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: [{ champ }],
    });
  });

  const modifier = (id: string, version: number, fiche: object = {}) =>
    banc.faire<Fiche>(
      MODIFIER,
      {
        input: {
          ...{ id, version, nom: 'Essai', role: 'CAISSIER', magasinId: '1', actif: true },
          ...fiche,
        },
      },
      ADMIN,
    );

  test('changes a name without closing anything, from the version that was read only', async () => {
    const { id, identifiant } = await embaucher();
    const connecte = await connecter(banc, String(identifiant));
    expect(await modifier(id, 1, { nom: 'Autre Nom' })).toMatchObject({
      nom: 'Autre Nom',
      version: 2,
    });
    expect(await fermees()).not.toContain(chargeDe(connecte.jeton)['sid']);
    expect(await modifier(id, 1)).toMatchObject({
      code: 'EMPLOYE_MODIFIE',
      employe: { version: 2 },
    });
    expect(await modifier('9999', 1)).toMatchObject({ code: 'EMPLOYE_INTROUVABLE' });
    expect(await modifier('abc', 1)).toMatchObject({ code: 'EMPLOYE_INTROUVABLE' });
  });

  test.each([
    ['the role', { role: 'GERANT' }],
    ['the store', { magasinId: '2' }],
    ['that they work here', { actif: false }],
  ])('closes the sign-ins when it changes %s', async (_quoi, fiche) => {
    const { id, identifiant } = await embaucher();
    const connecte = await connecter(banc, String(identifiant));
    expect(await modifier(id, 1, fiche)).toMatchObject({
      __typename: 'Employe',
      ...(!('magasinId' in fiche) && fiche),
    });
    expect(await fermees()).toContain(chargeDe(connecte.jeton)['sid']);
    const { jetonRenouvellement } = connecte;
    expect(await banc.faire(RENOUVELER, { jetonRenouvellement })).toMatchObject({
      code: 'CONNEXION_FERMEE',
    });
    expect(await dernier()).toMatchObject({
      action: 'EMPLOYE_MODIFIE',
      avant: { role: 'CAISSIER', magasin: 1, actif: true },
      apres: { connexionsFermees: 1 },
    });
  });

  test('leaves no sign-in open of somebody who signs in while they are dismissed', async () => {
    const { id, identifiant } = await embaucher();
    const [, ...connexions] = await Promise.all([
      modifier(id, 1, { actif: false }),
      ...Array.from({ length: 8 }, () => connecter(banc, String(identifiant))),
    ]);
    const ouvertes = await banc.database.query(
      'SELECT id FROM connexion WHERE employe_id = $1 AND fermee_le IS NULL',
      [Number(id)],
    );
    expect(connexions).toHaveLength(8);
    expect(ouvertes).toEqual([]);
  });

  test('gives a new password: the PIN goes, nobody waits, the sign-ins close', async () => {
    const { id, identifiant } = await embaucher();
    const connecte = await connecter(banc, String(identifiant));
    await banc.faire(NIP_NEUF, { motDePasse: MOT_DE_PASSE, nip: '7391' }, appelant(connecte));
    for (const essai of [1, 2, 3, 4, 5]) await connecter(banc, String(identifiant), `${essai}`);
    const reinitialiser = (employeId: string, motDePasse: string) =>
      banc.faire<Fiche>(REINITIALISER, { input: { employeId, motDePasse } }, ADMIN);
    expect(await reinitialiser(id, 'demo')).toMatchObject({ __typename: 'SaisieInvalide' });
    expect(await reinitialiser('9999', NOUVEAU)).toMatchObject({ code: 'EMPLOYE_INTROUVABLE' });
    expect(await reinitialiser(id, NOUVEAU)).toMatchObject({ aUnNip: false });
    expect(await dernier()).toMatchObject({ action: 'MOT_DE_PASSE_REINITIALISE' });
    expect(await fermees()).toContain(chargeDe(connecte.jeton)['sid']);
    expect(await connecter(banc, String(identifiant), NOUVEAU)).toMatchObject({
      __typename: 'Authentification',
    });
  });

  test('keeps the last active ADMIN, also from two who dismiss each other at once', async () => {
    const admin = { role: 'ADMIN', magasinId: null, actif: false };
    expect(await modifier('1', 1, { ...admin })).toMatchObject({ code: 'DERNIER_ADMIN' });
    expect(await modifier('1', 1, { role: 'LOGISTIQUE', magasinId: null })).toMatchObject({
      code: 'DERNIER_ADMIN',
    });
    const { id } = await embaucher({ role: 'ADMIN', magasinId: null });
    const resultats = await Promise.all([modifier('1', 1, admin), modifier(id, 1, admin)]);
    expect(resultats.map((r) => r.__typename).sort()).toEqual(['DernierAdmin', 'Employe']);
    const actifs = await banc.database.query(`SELECT FROM employe WHERE role = 'ADMIN' AND actif`);
    expect(actifs).toHaveLength(1);
    await banc.database.query(`UPDATE employe SET actif = true WHERE role = 'ADMIN'`);
  });
});

describe('the list of employees', () => {
  const LISTER = `query ($recherche: String, $magasinId: ID, $inactifs: Boolean, $first: Int, $after: String) {
    employes(recherche: $recherche, magasinId: $magasinId, inclureInactifs: $inactifs, first: $first, after: $after) {
      totalCount nodes { identifiant verrouilleJusqua derniereConnexion } pageInfo { hasNextPage endCursor }
    }
  }`;
  interface Liste {
    totalCount: number;
    nodes: { identifiant: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  const lister = (variables: object) => banc.faire<Liste>(LISTER, variables, ADMIN);

  test('finds by name without accents, by identifier, by store, and those who left on demand', async () => {
    const noms = async (variables: object) =>
      (await lister(variables)).nodes.map(({ identifiant }) => identifiant);
    expect(await noms({ recherche: 'eric' })).toEqual(['gerant1']);
    expect(await noms({ recherche: 'CAISSIER' })).toEqual(['caissier1', 'caissier2']);
    expect(await noms({ recherche: 'côté', magasinId: '2' })).toEqual([]);
    expect(await noms({ recherche: '%' })).toEqual([]);
    expect(await noms({ recherche: 'parti' })).toEqual([]);
    expect(await noms({ recherche: 'parti', inactifs: true })).toEqual(['parti']);
    expect(await noms({ magasinId: 'abc' })).toEqual([]);
  });

  test('is read page by page, each once, and counted', async () => {
    const vus: string[] = [];
    let after: string | null = null;
    let page: Liste;
    do {
      page = await lister({ first: 3, after, inactifs: true });
      vus.push(...page.nodes.map(({ identifiant }) => identifiant));
      after = page.pageInfo.endCursor;
    } while (page.pageInfo.hasNextPage);
    expect(vus).toHaveLength(page.totalCount);
    expect(new Set(vus).size).toBe(vus.length);
    const { errors } = await banc.envoyer(LISTER, { after: 'W10' }, ADMIN);
    expect(errors?.[0]?.extensions?.['code']).toBe('REQUETE_INVALIDE');
  });

  test('and the audit log are read by ADMIN only', async () => {
    const AUDIT = '{ audit { id employes(first: 2) { totalCount nodes { id action cible } } } }';
    const audit = await banc.faire<{ id: string; employes: { nodes: object[] } }>(AUDIT, {}, ADMIN);
    expect(audit.id).toBe('chaine');
    expect(audit.employes.nodes).toHaveLength(2);
    for (const source of [LISTER, AUDIT]) {
      const { errors } = await banc.envoyer(source, {}, CAISSE_1);
      expect(errors?.[0]?.extensions?.['code']).toBe('INTERDIT');
    }
  });
});

test('the audit log of all this is one chain', async () => {
  const rompues = await banc.database.query(`
    SELECT numero FROM (SELECT a.*, lag(empreinte, 1, ''::bytea) OVER (ORDER BY numero) AS avant_elle,
      empreinte_audit(a) AS calculee FROM audit a) AS chaine
    WHERE precedente <> avant_elle OR empreinte <> calculee`);
  expect(rompues).toEqual([]);
});
