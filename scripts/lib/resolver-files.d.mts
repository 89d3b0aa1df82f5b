import type { DocumentNode } from 'graphql';

export interface ResolverFiles {
  names: string[];
  text: (name: string) => string;
}

export function resolverFaults(schema: DocumentNode, files: ResolverFiles): string[];
