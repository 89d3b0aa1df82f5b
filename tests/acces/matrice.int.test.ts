import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attacheAuMagasin, ROLES, scopesDe } from '@caisse/acces';
import { type GraphQLAnswer, ISSUERS } from '@caisse/subgraph-kit';
import type { TestCaller } from '@caisse/subgraph-kit/test';

import { type Access, verdict } from '../../scripts/lib/access.mjs';
import { type Chaine, ouvrirChaine } from './chaine.ts';
import { EXEMPLES } from './exemples.ts';
import { documentOf, MEMBRES, variablesOf } from './support/membres.ts';

/** Who asks, with the rights that they hold; null for nobody known. */
interface Demandeur {
  nom: string;
  caller: TestCaller;
  scopes: readonly string[] | null;
}

const PERSONNES: Demandeur[] = [
  { nom: 'personne', caller: 'anonymous', scopes: null },
  ...ROLES.flatMap((role): Demandeur[] =>
    attacheAuMagasin(role)
      ? [1, 2].map((magasinId) => ({
          nom: `${role} du magasin ${magasinId}`,
          caller: { role, magasinId },
          scopes: scopesDe(role),
        }))
      : [{ nom: role, caller: { role }, scopes: scopesDe(role) }],
  ),
];
const SERVICES: Demandeur[] = ISSUERS.map((service) => ({
  nom: `service ${service}`,
  caller: { service },
  scopes: [`service:${service}`],
}));

let chaine: Chaine;
beforeAll(async () => {
  chaine = await ouvrirChaine();
});
afterAll(() => chaine.stop());

test('every member of the six schemas has an example, and no example is of something else', () => {
  const membres = MEMBRES.map(({ subgraph, access }) => `${subgraph} ${access.member}`);
  expect(Object.keys(EXEMPLES).sort()).toEqual(membres.sort());
});

describe.each(MEMBRES)('$subgraph $access.member', ({ subgraph, sdl, access }) => {
  const exemple = EXEMPLES[`${subgraph} ${access.member}`] ?? {};
  const document = exemple.document ?? documentOf(sdl, access);
  // What a service does without a person is asked of the fields that name services, and of readings.
  const demandeurs =
    access.kind === 'mutation' && (access.isPublic || access.scopes?.length === 0)
      ? PERSONNES
      : [...PERSONNES, ...SERVICES];

  test.each(demandeurs)('$nom', async ({ caller, scopes }) => {
    const variables = (await exemple.variables?.(chaine)) ?? {};
    const answer = await chaine.demander(
      subgraph,
      caller,
      document,
      variablesOf(access, variables),
    );
    expect(issue(answer)).toBe(attendu(access, caller, scopes));
  });
});

/** What the schema says to a caller who asks about something of store 1. */
function attendu(access: Access, caller: TestCaller, scopes: readonly string[] | null): string {
  const said = verdict(access, scopes);
  const foreign = typeof caller === 'object' && 'magasinId' in caller && caller.magasinId !== 1;
  return said === 'permis' && access.ownStore && foreign ? 'INTERDIT' : said;
}

/** What became of a question: refused for who asked it, or not. Anything else that fails is a fault of the test. */
function issue({ errors = [] }: GraphQLAnswer): string {
  const [error] = errors;
  if (!error) return 'permis';
  const code = String(error.extensions?.['code']);
  return code === 'NON_AUTHENTIFIE' || code === 'INTERDIT' ? code : `${code}: ${error.message}`;
}
