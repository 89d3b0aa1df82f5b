import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';

import { readSupergraph, withoutAccessRules } from './supergraph.ts';

describe('the supergraph as the gateway takes it', () => {
  test('has no rule of access left, and everything else', () => {
    const sdl = /* GraphQL */ `
      schema
        @link(url: "https://specs.apollo.dev/link/v1.0")
        @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
        @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)
        @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY) {
        query: Query
      }
      directive @authenticated on FIELD_DEFINITION
      directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) on FIELD_DEFINITION
      scalar requiresScopes__Scope
      type Query {
        vente: Int @authenticated @join__field(graph: VENTE)
        rapport: Int @requiresScopes(scopes: [["rapport:lire"]])
      }
    `;
    const stripped = withoutAccessRules(sdl);
    expect(stripped).not.toMatch(/authenticated|requiresScopes/);
    expect(stripped).toContain('inaccessible/v0.2');
    expect(stripped).toContain('vente: Int @join__field(graph: VENTE)');
  });

  test('is still a document', async () => {
    expect(parse((await readSupergraph()).sdl).definitions.length).toBeGreaterThan(50);
  });
});
