import type { DocumentNode } from 'graphql';

export function resolverFaults(schema: DocumentNode, names: readonly string[]): string[];
