import { describe, expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, graphql, parse, validate } from 'graphql';
import fc from 'fast-check';

import { checkNulls, neverNull } from './check-nulls.ts';

const schema = buildSchema(`
  input Filtre { texte: String! = "a" rangs: [Int!] ou: Filtre }
  type Query {
    a(exige: Int!, libre: Int, defaut: Int! = 3, filtre: Filtre, liste: [Int!]): Query
    b: Int
  }
`);
const TYPES = ['Int', 'Boolean', 'String', '[Int!]', 'Filtre'] as const;
const DEFAUTS = ['1', 'true', '"t"', '[1]', '{ texte: "t" }'] as const;
/** Where a variable may stand, and of which type it must be. */
const PLACES: readonly [number, string][] = [
  [0, 'a(exige: $v) { b }'],
  [0, 'a(exige: 1, libre: $v) { b }'],
  [0, 'a(exige: 1, defaut: $v) { b }'],
  [0, 'a(exige: 1, liste: [1, $v]) { b }'],
  [0, 'a(exige: 1, filtre: { rangs: [$v] }) { b }'],
  [1, 'b @skip(if: $v)'],
  [1, 'a(exige: 1) { b @include(if: $v) }'],
  [2, 'a(exige: 1, filtre: { ou: { texte: $v } }) { b }'],
  [3, 'a(exige: 1, filtre: { rangs: $v }) { b }'],
  [3, 'a(exige: 1, liste: $v) { b }'],
  [4, 'a(exige: 1, filtre: $v) { b }'],
  [4, 'a(exige: 1, filtre: { ou: $v }) { b }'],
];

/** What GraphQL itself does with null there: the reference. */
async function fails(source: string): Promise<boolean> {
  const rootValue: object = { a: () => rootValue, b: 1 };
  const { errors } = await graphql({ schema, source, rootValue, variableValues: { v: null } });
  return errors !== undefined;
}

describe('null for a variable', () => {
  test('is refused exactly where GraphQL would fail on it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PLACES),
        fc.constantFrom('plain', 'fragment', 'inline'),
        fc.boolean(),
        async ([rank, place], how, hasDefault) => {
          const declared = `$v: ${TYPES[rank]}${hasDefault ? ` = ${DEFAUTS[rank]}` : ''}`;
          const source = {
            plain: `query (${declared}) { ${place} }`,
            inline: `query (${declared}) { ... on Query { ${place} } }`,
            fragment: `query (${declared}) { ...F } fragment F on Query { ...G } fragment G on Query { ${place} }`,
          }[how];
          const document = parse(source);
          fc.pre(validate(schema, document).length === 0);
          const operation = getOperationAST(document)!;
          const refused = () => {
            checkNulls({ v: null }, () => neverNull(operation, document, schema));
          };
          if (await fails(source)) expect(refused).toThrow('La variable $v ne peut pas être null');
          else expect(refused).not.toThrow();
        },
      ),
      { numRuns: 200 },
    );
  });

  test('costs nothing where there is none', () => {
    checkNulls({ v: 1, w: undefined }, () => {
      throw new Error('asked');
    });
  });
});
