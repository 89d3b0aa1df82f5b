import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { ouvrirRouteurSeul, type RouteurSeul } from '../support/routeur-seul.ts';
import type { Abus } from './abus.ts';
import { DOCUMENTS } from './documents.ts';
import { codesDe, envoyer, refuse } from './envoyer.ts';
import { fauxJetons } from './jetons.ts';
import { REQUETES, VARIABLES } from './requetes.ts';

let routeur: RouteurSeul;
beforeAll(async () => {
  routeur = await ouvrirRouteurSeul();
});
afterAll(() => routeur.fermer());
beforeEach(() => void routeur.recus.splice(0));

const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype).sort();

/** Sent by an administrator, unless it must be refused to whom nobody knows: few others get as far. */
const connu = (abus: Abus): Abus => ({
  ...abus,
  entetes: {
    ...(abus.code !== 'NON_AUTHENTIFIE' && { authorization: routeur.entetes['authorization']! }),
    ...abus.entetes,
  },
});

/** Refused with a clear error, before any subgraph heard of it, and nothing is left behind. */
async function verifierRefus(abus: Abus): Promise<void> {
  const reponse = await envoyer(routeur.url, connu(abus));
  const { statut, texte } = reponse;
  expect({ refus: refuse(reponse, abus), statut, debut: texte.slice(0, 300) }).toMatchObject({
    refus: true,
  });
  if (abus.code !== undefined) {
    expect(reponse.type).toMatch(/^application\/(graphql-response\+)?json/);
    expect(codesDe(reponse)[0]).toBe(abus.code);
    expect(JSON.parse(reponse.texte)).not.toHaveProperty('data');
    expect(reponse.texte).not.toMatch(/Did you mean|node_modules|at .*\.[jt]s:\d/);
  }
  expect(routeur.recus).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(PROTOTYPE);
  expect(({} as { admin?: unknown }).admin).toBeUndefined();
}

test('the corpus has at least 60 documents and requests, each under a name of its own', () => {
  const noms = [...DOCUMENTS, ...VARIABLES, ...REQUETES].map(({ nom }) => nom);
  expect(noms.length).toBeGreaterThanOrEqual(60);
});

describe('a document', () => {
  test.each(DOCUMENTS.map((abus) => [abus.nom, abus] as const))('%s', (_nom, abus) =>
    verifierRefus(abus),
  );
});

describe('variables', () => {
  test.each(VARIABLES.map((abus) => [abus.nom, abus] as const))('%s', (_nom, abus) =>
    verifierRefus(abus),
  );
});

describe('a request', () => {
  test.each(REQUETES.map((abus) => [abus.nom, abus] as const))('%s', (_nom, abus) =>
    verifierRefus(abus),
  );

  test('with a token that caisse did not give', async () => {
    const { privateKey, publicKeys } = routeur.cles;
    const abus = await fauxJetons(privateKey, publicKeys.get('caisse')!);
    for (const faux of abus) await verifierRefus(faux);
    expect(abus.length).toBeGreaterThan(15);
  });
});

test('in the midst of them, a good request is answered', async () => {
  const bonne = { nom: '', statut: 200, entetes: routeur.entetes };
  const corps = JSON.stringify({ query: '{ magasins { id } }' });
  const reponses = await Promise.all([
    ...[...DOCUMENTS, ...VARIABLES, ...REQUETES].map((abus) => envoyer(routeur.url, connu(abus))),
    ...Array.from({ length: 10 }, () => envoyer(routeur.url, { ...bonne, corps })),
  ]);
  for (const reponse of reponses.slice(-10)) {
    expect(JSON.parse(reponse.texte)).toEqual({ data: { magasins: [{ id: '1' }] } });
  }
  expect(routeur.recus).toHaveLength(10);
});
