import { describe, expect, test } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type GraphQLSchema, parse } from 'graphql';

import type { Identity } from '../identity/identity.ts';
import { guardSchema } from './access.ts';

const LINK = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@authenticated", "@requiresScopes"]
    )
  directive @public on FIELD_DEFINITION
`;

const SDL = /* GraphQL */ `
  type Query {
    heure: Int @public
    moi: String @authenticated
    rapport: Int @requiresScopes(scopes: [["rapport:lire"], ["service:reporting"]])
    double: Int @requiresScopes(scopes: [["a", "b"]])
    ouverte: Boite @public
    soi: Vente @public
  }
  type Boite {
    vente: Vente
    prix: Int @requiresScopes(scopes: [["catalogue:gerer"]])
  }
  type Vente @key(fields: "id") @authenticated {
    id: ID!
  }
`;

const schemaOf = (sdl: string): GraphQLSchema =>
  guardSchema(
    buildSubgraphSchema({
      typeDefs: parse(LINK + sdl),
      resolvers: {
        Query: {
          heure: () => 1,
          moi: () => 'moi',
          rapport: () => 2,
          double: () => 3,
          soi: () => null,
          ouverte: () => ({ vente: { id: '1' }, prix: 4 }),
        },
        Vente: { __resolveReference: (key: { id: string }) => key },
      },
    }),
  );

const schema = schemaOf(SDL);
const ask = async (
  source: string,
  scopes: string[] | null,
  issuer: Identity['issuer'] = 'router',
) => {
  const person = { id: '1', role: 'X', magasinId: null, connexionId: 'c' };
  const identity: Identity = {
    issuer,
    ...(scopes && issuer === 'router' && { employe: person }),
    scopes: new Set(scopes ?? []),
  };
  const { data, errors } = await graphql({ schema, source, contextValue: { identity } });
  return errors ? errors.map(({ extensions }) => extensions['code']) : data;
};

describe('the guard of a schema', () => {
  test('lets anybody reach what is public, and only that', async () => {
    expect(await ask('{ heure }', null)).toEqual({ heure: 1 });
    expect(await ask('{ moi }', null)).toEqual(['NON_AUTHENTIFIE']);
    expect(await ask('{ rapport }', null)).toEqual(['NON_AUTHENTIFIE']);
  });

  test('lets what is public answer for itself when it gives a type that is not', async () => {
    expect(await ask('{ soi { id } }', null)).toEqual({ soi: null });
  });

  test('lets whoever is known reach what is authenticated', async () => {
    expect(await ask('{ moi }', [])).toEqual({ moi: 'moi' });
    expect(await ask('{ moi }', ['service:vente'], 'vente')).toEqual({ moi: 'moi' });
  });

  test('asks for all the scopes of one set', async () => {
    expect(await ask('{ rapport }', [])).toEqual(['INTERDIT']);
    expect(await ask('{ rapport }', ['rapport:lire'])).toEqual({ rapport: 2 });
    expect(await ask('{ rapport }', ['service:reporting'], 'reporting')).toEqual({ rapport: 2 });
    expect(await ask('{ double }', ['a'])).toEqual(['INTERDIT']);
    expect(await ask('{ double }', ['b', 'a'])).toEqual({ double: 3 });
  });

  test('stands before a type wherever it is reached, and before fields below the root', async () => {
    expect(await ask('{ ouverte { vente { id } } }', null)).toEqual(['NON_AUTHENTIFIE']);
    expect(await ask('{ ouverte { vente { id } } }', [])).toEqual({
      ouverte: { vente: { id: '1' } },
    });
    expect(await ask('{ ouverte { prix } }', [])).toEqual(['INTERDIT']);
  });

  test('stands before entities that are asked for by their key', async () => {
    const entity =
      '{ _entities(representations: [{ __typename: "Vente", id: "1" }]) { ... on Vente { id } } }';
    expect(await ask(entity, null)).toEqual(['NON_AUTHENTIFIE']);
    expect(await ask(entity, [])).toEqual({ _entities: [{ id: '1' }] });
  });

  test('cannot be put on a schema in which nobody decided about a root field or an entity', () => {
    expect(() => schemaOf('type Query { secret: Int }')).toThrow('Query.secret');
    expect(() =>
      schemaOf('type Query { a: Int @public } type Vente @key(fields: "id") { id: ID! }'),
    ).toThrow('Vente');
  });
});
