import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attacheAuMagasin, ROLES, scopesDe } from '@caisse/acces';
import type { GraphQLAnswer, SubgraphName } from '@caisse/subgraph-kit';
import type { TestCaller } from '@caisse/subgraph-kit/test';
import fc from 'fast-check';
import { type DocumentNode, Kind, type TypeNode } from 'graphql';

import { type Access, verdict } from '../../scripts/lib/access.mjs';
import { type Chaine, ouvrirChaine } from './chaine.ts';
import { EXEMPLES } from './exemples.ts';
import { documentOf, MEMBRES, variablesOf } from './support/membres.ts';

/** What is answered to who sent something impossible; anything else is a fault of ours, or an outage. */
const FAUTES_DU_CLIENT = new Set([
  'REQUETE_INVALIDE',
  'BAD_USER_INPUT',
  'INTERDIT',
  'NON_AUTHENTIFIE',
]);

/** Texts that become something else on their way: to PostgreSQL, to a pattern, to a number, to a page. */
const TEXTES = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '',
        ' ',
        '\u0000',
        'a\u0000b',
        '\u001b[31m',
        '\ud800',
        'x\udfff',
        '\u2028',
        '\u202e',
        '\u200b',
        '\ufeff',
      ],
      ...[
        '%',
        '％',
        '＿',
        '＼',
        '\\',
        "'",
        '"',
        '1٪',
        '﹪',
        '𝟙',
        '１',
        '½',
        '-0',
        '1e3',
        '0x10',
        '+1',
        'null',
        '{}',
      ],
      ...[
        '0',
        '-1',
        '2147483648',
        '99999999999',
        '9'.repeat(400),
        'a'.repeat(4_000),
        ']C1',
        ']E0\u0000',
      ],
    ),
  },
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const ENTIERS = fc.oneof(fc.constantFrom(0, -1, 2_147_483_647, -2_147_483_648), fc.integer());

/** Days that PostgreSQL, JavaScript or the calendar does not have. */
const JOURS = fc.constantFrom(
  ...[
    '0000-01-01',
    '0000-12-31',
    '0001-01-01',
    '1582-10-10',
    '9999-12-31',
    '9999-01-01',
    '2026-02-30',
  ],
  ...[
    '10000-01-01',
    '+010000-01-01',
    '-000001-01-01',
    '275760-09-13',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    '',
  ],
);

/** Cursors that are well coded, and hold what no column does; and some that are not. */
const CLES = fc.oneof(
  TEXTES,
  JOURS,
  fc.constantFrom<unknown>(null, true, {}, [], [1], 1e12, -1e12, 1.5, 1e308, 2 ** 53, randomUUID()),
  ENTIERS,
  fc.constantFrom(
    '2026-11-27T00:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
  ),
);
const CURSEURS = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(CLES, { minLength: 1, maxLength: 3 })
      .map((cles) => Buffer.from(JSON.stringify(cles)).toString('base64url')),
  },
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), TEXTES, fc.constantFrom(1, 1e12, 2 ** 31))
    .map((cles) => Buffer.from(JSON.stringify(cles)).toString('base64url')),
  TEXTES,
  fc.constantFrom('99999999999999999999.1', '9999999999999999999.999999999999999999', '1.1'),
);

/** A place in the arguments where a hostile value can be put. */
interface Place {
  chemin: readonly string[];
  type: string;
}

let chaine: Chaine;
beforeAll(async () => {
  chaine = await ouvrirChaine();
});
afterAll(() => chaine.stop());

const hostile = ({ chemin, type }: Place): fc.Arbitrary<unknown> => {
  if (['after', 'apres'].includes(chemin.at(-1) ?? '')) return CURSEURS;
  if (type === 'Int' || type === 'Montant') return ENTIERS;
  if (type === 'Date' || type === 'DateTime') return JOURS;
  return TEXTES;
};

/** The scalar arguments of a root field, those of its input included. */
function placesDe(sdl: DocumentNode, member: string): Place[] {
  const [typeName = '', fieldName = ''] = member.split('.');
  const champs = sdl.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === typeName
      ? (node.fields ?? [])
      : [],
  );
  const champ = champs.find(({ name }) => name.value === fieldName);
  return (champ?.arguments ?? []).flatMap(({ name, type }) => descendre(sdl, type, [name.value]));
}

function descendre(sdl: DocumentNode, type: TypeNode, chemin: readonly string[]): Place[] {
  if (type.kind === Kind.NON_NULL_TYPE) return descendre(sdl, type.type, chemin);
  if (type.kind === Kind.LIST_TYPE) return descendre(sdl, type.type, [...chemin, '0']);
  const nom = type.name.value;
  const definition = sdl.definitions.find((node) => 'name' in node && node.name?.value === nom);
  if (definition?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    return (definition.fields ?? []).flatMap((champ) =>
      descendre(sdl, champ.type, [...chemin, champ.name.value]),
    );
  }
  return definition?.kind === Kind.ENUM_TYPE_DEFINITION || nom === 'Boolean'
    ? []
    : [{ chemin, type: nom }];
}

/** The same value with another one at a place; what was not there on the way is made. */
function avec(valeur: unknown, [cle, ...reste]: readonly string[], mis: unknown): unknown {
  if (cle === undefined) return mis;
  if (cle === '0') return [avec(Array.isArray(valeur) ? valeur[0] : undefined, reste, mis)];
  const objet = (valeur ?? {}) as Record<string, unknown>;
  return { ...objet, [cle]: avec(objet[cle], reste, mis) };
}

/** Somebody who may ask: what is looked at is the saying, not the right. */
function demandeur(access: Access): TestCaller {
  const service = access.scopes?.flat().find((scope) => scope.startsWith('service:'));
  if (service) return { service: service.slice('service:'.length) } as TestCaller;
  const role = [...ROLES].reverse().find((nom) => verdict(access, scopesDe(nom)) === 'permis');
  if (!role) return 'anonymous';
  return attacheAuMagasin(role) ? { role, magasinId: 1 } : { role };
}

/** The codes of what went wrong, but for the faults of who asked. */
const fautes = ({ errors = [] }: GraphQLAnswer): string[] =>
  errors
    .filter(({ extensions }) => !FAUTES_DU_CLIENT.has(String(extensions?.['code'])))
    .map(({ message, extensions }) => `${String(extensions?.['code'])}: ${message}`);

async function eprouver(
  subgraph: SubgraphName,
  caller: TestCaller,
  document: string,
  valeurs: fc.Arbitrary<unknown>,
  variablesAvec: (valeur: unknown) => object | Promise<object>,
  surReponse: (reponse: GraphQLAnswer) => void = () => {},
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(valeurs, async (valeur) => {
      const variables = { ...(await variablesAvec(valeur)) };
      const reponse = await chaine.demander(subgraph, caller, document, variables);
      expect(fautes(reponse)).toEqual([]);
      surReponse(reponse);
    }),
    { numRuns: ESSAIS },
  );
}

/** A password costs a digest each time. */
const ESSAIS = 15;
const COUTEUX = /MotDePasse|Connecter|changerEmploye|Nip|creerEmploye/i;

const racines = MEMBRES.filter(
  ({ access }) => access.kind === 'query' || access.kind === 'mutation',
);
const places = racines.flatMap(({ subgraph, sdl, access }) =>
  placesDe(sdl, access.member)
    .filter(
      (place) =>
        !COUTEUX.test(access.member) || !/motDePasse|nip|ancien|nouveau/.test(place.chemin.join()),
    )
    .map((place) => ({ subgraph, sdl, access, place, ou: place.chemin.join('.') })),
);

describe('whatever is put into an argument is the fault of who sent it, or is answered', () => {
  test.each(places)('$subgraph $access.member $ou', async ({ subgraph, sdl, access, place }) => {
    const exemple = EXEMPLES[`${subgraph} ${access.member}`] ?? {};
    const document = exemple.document ?? documentOf(sdl, access);
    // About things of its own, since the same key with other content is a fault of who sends it; but what was only
    // read, or refused by an error, is as it was, and making a sale costs most of the time of this test.
    let base: object | undefined;
    await eprouver(
      subgraph,
      demandeur(access),
      document,
      hostile(place),
      async (mis) => {
        base ??= await exemple.variables?.(chaine);
        return avec(base, place.chemin, mis) as object;
      },
      ({ errors }) => {
        if (access.kind !== 'query' && !errors) base = undefined;
      },
    );
  });

  const entites = MEMBRES.filter(({ access }) => access.kind === 'entity');
  test.each(entites)('$subgraph $access.member by its key', async ({ subgraph, sdl, access }) => {
    await eprouver(subgraph, demandeur(access), documentOf(sdl, access), TEXTES, (id) =>
      variablesOf(access, { id }),
    );
  });

  const ADMIN: TestCaller = { role: 'ADMIN' };
  const sousChamps: [SubgraphName, string, fc.Arbitrary<unknown>][] = [
    [
      'produit',
      'query ($v: Date) { produit(id: "1") { statutTps(date: $v) statutTvq(date: $v) } }',
      JOURS,
    ],
    ['stock', entite('Magasin', '1', 'stocks(after: $v) { nodes { id } }'), CURSEURS],
    ['stock', entite('Produit', '1', 'stock(magasinId: $v) { id }', 'ID!'), TEXTES],
    ['produit', entite('Audit', 'chaine', 'catalogue(after: $v) { nodes { id } }'), CURSEURS],
    ['stock', entite('Audit', 'chaine', 'stock(after: $v) { nodes { id } }'), CURSEURS],
    ['vente', entite('Audit', 'chaine', 'ventes(after: $v) { nodes { id } }'), CURSEURS],
    ['caisse', 'query ($v: String) { audit { employes(after: $v) { nodes { id } } } }', CURSEURS],
  ];
  test.each(sousChamps)('%s %s', async (subgraph, document, valeurs) => {
    await eprouver(subgraph, ADMIN, document, valeurs, (v) => ({ v }));
  });
});

function entite(type: string, id: string, champ: string, de = 'String'): string {
  return `query ($v: ${de}) { _entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${champ} } } }`;
}
