import type { DocumentNode } from 'graphql';

export interface Access {
  /** `Query.vente`, `Vente` for an entity, `Magasin.equipe` for a field below the root. */
  member: string;
  kind: 'query' | 'mutation' | 'entity' | 'field';
  isPublic: boolean;
  /** Sets of scopes of which one must be had; empty: whoever is known; null: no rule. */
  scopes: string[][] | null;
  ownStore: boolean;
  internal: boolean;
}

export function accessOf(schema: DocumentNode): Access[];
export function verdict(
  access: Pick<Access, 'isPublic' | 'scopes'>,
  held: readonly string[] | null,
): 'permis' | 'NON_AUTHENTIFIE' | 'INTERDIT';
