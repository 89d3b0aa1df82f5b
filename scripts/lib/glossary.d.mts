import type { DocumentNode } from 'graphql';

export interface Glossary {
  terms: string[];
  forbidden: Map<string, string>;
}

export function parseGlossary(markdown: string): Glossary;
export function normalize(word: string): string;
export function wordsOf(identifier: string): string[];
export function glossaryFaults(schema: DocumentNode, glossary: Glossary): string[];
