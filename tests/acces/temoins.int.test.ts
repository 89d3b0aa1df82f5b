import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createService } from '@caisse/caisse';
import { createLogger, localNudges, type Subgraph } from '@caisse/subgraph-kit';
import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

let database: TestDatabase;
let caisse: Subgraph;
let routeur: RouteurSeul;

beforeAll(async () => {
  database = await createTestDatabase('caisse');
  for (const file of ['demo.sql', 'demo-comptes.sql']) {
    await database.query(await readFile(`prisma/caisse/${file}`, 'utf8'));
  }
  routeur = await ouvrirRouteurSeul({
    repondre: (_subgraph, request, { headers }) => caisse.execute(request, headers),
  });
  caisse = createService({
    databaseUrl: database.url,
    transport: { send: () => Promise.reject(new Error('caisse calls nobody')) },
    credentials: routeur.cles,
    nudges: localNudges(),
    logger: createLogger('caisse', 'silent'),
  });
});
afterAll(async () => {
  await routeur.fermer();
  await caisse.stop();
  await database.drop();
});

const AUTHENTIFICATION =
  '__typename ... on Authentification { jeton jetonRenouvellement } ... on Erreur { code }';
const SE_CONNECTER = `mutation { seConnecter(input: { identifiant: "gerant1", motDePasse: "demo" }) { ${AUTHENTIFICATION} } }`;
const RENOUVELER = `mutation { renouvelerJeton(input: {}) { ${AUTHENTIFICATION} } }`;

interface Resultat {
  __typename: string;
  code?: string;
  jeton: string;
  jetonRenouvellement: string;
}

/** A browser, with its cookies, which scripts read only by what they are told. */
function navigateur(entetes: Record<string, string> = {}) {
  const temoins = new Map<string, string>();
  let derniers: string[] = [];
  const demander = async (query: string, connexion: string | null, jeton?: string) => {
    const response = await fetch(routeur.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: [...temoins].map((paire) => paire.join('=')).join('; '),
        ...(connexion && { 'x-connexion': connexion }),
        ...(jeton && { authorization: `Bearer ${jeton}` }),
        ...entetes,
      },
      body: JSON.stringify({ query }),
    });
    derniers = response.headers.getSetCookie();
    for (const ligne of derniers) {
      const [paire = '', ...attributs] = ligne.split('; ');
      const [nom = '', valeur = ''] = paire.split('=');
      if (attributs.includes('Max-Age=0')) temoins.delete(nom);
      else temoins.set(nom, valeur);
    }
    const { data, errors } = (await response.json()) as {
      data?: Record<string, Resultat>;
      errors?: { extensions: { code: string } }[];
    };
    return {
      statut: response.status,
      code: errors?.[0]?.extensions.code,
      resultat: Object.values(data ?? {})[0],
    };
  };
  return { temoins, demander, derniers: () => derniers };
}

describe('a browser that keeps its renewal tokens in cookies', () => {
  test('never tells them to its scripts, renews with them, and forgets them at the sign-out', async () => {
    const { temoins, demander, derniers } = navigateur();
    const slot = randomUUID();
    const { resultat } = await demander(SE_CONNECTER, slot);
    expect(resultat).toMatchObject({ __typename: 'Authentification', jetonRenouvellement: '' });
    expect(derniers()).toHaveLength(2);
    for (const ligne of derniers()) {
      expect(ligne).toMatch(/; Path=\/graphql; HttpOnly; SameSite=Strict$/);
    }
    const premier = temoins.get(`caisse-${slot}`);
    expect(premier).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}$/);

    const renouvele = (await demander(RENOUVELER, slot, 'null')).resultat;
    expect(renouvele).toMatchObject({ __typename: 'Authentification', jetonRenouvellement: '' });
    expect(temoins.get(`caisse-${slot}`)).not.toBe(premier);

    await demander('mutation { seDeconnecter { fermeeLe } }', slot, renouvele?.jeton);
    expect([...temoins.keys()]).toEqual(['caisse-appareil']);
    expect((await demander(RENOUVELER, slot)).resultat).toMatchObject({ code: 'CONNEXION_FERMEE' });
  });

  test('keeps the sign-in of each tab apart', async () => {
    const { temoins, demander } = navigateur();
    const [une, autre] = [randomUUID(), randomUUID()];
    await demander(SE_CONNECTER, une);
    await demander(SE_CONNECTER, autre);
    const [deUne, deAutre] = [une, autre].map((slot) => temoins.get(`caisse-${slot}`));
    expect(deUne).not.toBe(deAutre);
    expect((await demander(RENOUVELER, une)).resultat?.__typename).toBe('Authentification');
    expect(temoins.get(`caisse-${autre}`)).toBe(deAutre);
    expect((await demander(RENOUVELER, autre)).resultat?.__typename).toBe('Authentification');
  });

  test('keeps thirty sign-ins, and drops the oldest beyond', async () => {
    const { temoins, demander } = navigateur();
    const premier = randomUUID();
    await demander(SE_CONNECTER, premier);
    const valeur = (n: number) =>
      `ffffffff-0000-7000-8000-${String(n).padStart(12, '0')}.${'A'.repeat(43)}`;
    for (let n = 0; n < 29; n += 1) temoins.set(`caisse-onglet-${n}`, valeur(n));
    await demander(SE_CONNECTER, randomUUID());
    expect(temoins.has(`caisse-${premier}`)).toBe(false);
    expect(temoins.size).toBe(31);
  });

  test('is known again by its account, and says so of no other', async () => {
    const { demander } = navigateur();
    await demander(SE_CONNECTER, randomUUID());
    await demander(SE_CONNECTER, randomUUID());
    const [{ appareils }] = (await database.query(
      `SELECT count(DISTINCT appareil)::int AS appareils FROM
        (SELECT appareil FROM connexion ORDER BY cree_le DESC LIMIT 2) AS dernieres`,
    )) as [{ appareils: number }];
    expect(appareils).toBe(1);
  });

  test('over TLS sends them over TLS alone', async () => {
    const { temoins, demander, derniers } = navigateur({
      origin: 'https://caisse.exemple',
      'sec-fetch-site': 'same-origin',
    });
    const slot = randomUUID();
    await demander(SE_CONNECTER, slot);
    expect(derniers()[0]).toMatch(/^__Secure-caisse-.+; Secure$/);
    expect(temoins.has(`__Secure-caisse-${slot}`)).toBe(true);
    expect((await demander(RENOUVELER, slot)).resultat?.__typename).toBe('Authentification');
  });
});

describe('nothing is kept in cookies', () => {
  test('for a client that does not ask for it: it has its token in the answer', async () => {
    const { temoins, demander } = navigateur();
    const { resultat } = await demander(SE_CONNECTER, null);
    expect(resultat?.jetonRenouvellement).toMatch(/\./);
    expect(temoins.size).toBe(0);
  });

  test('nor read from them', async () => {
    const { demander } = navigateur();
    await demander(SE_CONNECTER, randomUUID());
    expect((await demander(RENOUVELER, null)).resultat).toMatchObject({ code: 'CONNEXION_FERMEE' });
  });

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://ailleurs.exemple' },
    { origin: 'null' },
  ])('for the page of another origin (%j)', async (entetes) => {
    const { temoins, demander } = navigateur(entetes);
    expect(await demander(SE_CONNECTER, randomUUID())).toMatchObject({
      statut: 403,
      code: 'INTERDIT',
    });
    expect(temoins.size).toBe(0);
  });

  test('under a name that is none', async () => {
    const { demander } = navigateur();
    expect((await demander(SE_CONNECTER, 'a=b; Domain=x')).code).toBe('INTERDIT');
  });
});

test('what the router tells a service of a client cannot be told by the client', async () => {
  const faux = Buffer.from(JSON.stringify({ address: '198.51.100.1' })).toString('base64url');
  const { demander } = navigateur({ 'x-client': faux });
  await demander(SE_CONNECTER, null);
  const adresses = await database.query<{ adresse: string }>(
    'SELECT DISTINCT adresse FROM connexion',
  );
  expect(adresses).toEqual([{ adresse: '127.0.0.1' }]);
});
