import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '@caisse/subgraph-kit';
import { type DirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';

import { joinedFields, publicFields } from './supergraph-facts.ts';

/** Specifications that say who may do what; the gateway knows neither, the subgraphs enforce both. */
const ENFORCED_BELOW = ['authenticated', 'requiresScopes'];

/** The supergraph, and what the router must know of it that the schema of its clients does not say. */
export interface Supergraph {
  sdl: string;
  /** Fields of Query and Mutation that anybody may ask for. */
  publicFields: ReadonlySet<string>;
  /** Fields that the gateway asks for by itself, to join what several services know of one thing. */
  joinedFields: ReadonlySet<string>;
}

/**
 * Reads the committed supergraph as the gateway can take it: without `@authenticated` and `@requiresScopes`. It
 * refuses to start on a security feature that it does not implement, and ours is enforced by the subgraphs
 * themselves (docs/adr). Another router, which implements them, reads the file as it is.
 */
export async function readSupergraph(): Promise<Supergraph> {
  const text = await readFile(join(projectRoot(), 'router', 'supergraph.graphql'), 'utf8');
  const document = parse(text, { noLocation: true });
  return {
    sdl: print(withoutRules(document)),
    publicFields: publicFields(document),
    joinedFields: joinedFields(document),
  };
}

/** @param sdl a supergraph */
export function withoutAccessRules(sdl: string): string {
  return print(withoutRules(parse(sdl, { noLocation: true })));
}

function withoutRules(document: DocumentNode): DocumentNode {
  return visit(document, {
    DirectiveDefinition: ({ name }) => (isAccess(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (isAccess(name.value) ? null : undefined),
    Directive: (node) => (isAccess(node.name.value) || linksAccess(node) ? null : undefined),
  });
}

/** `requiresScopes`, and what is named after it: `requiresScopes__Scope`. */
function isAccess(name: string): boolean {
  return ENFORCED_BELOW.includes(name.split('__', 1)[0] ?? '');
}

function linksAccess({ name, arguments: values = [] }: DirectiveNode): boolean {
  if (name.value !== 'link') return false;
  const url = values.find((argument) => argument.name.value === 'url')?.value;
  return (
    url?.kind === Kind.STRING && ENFORCED_BELOW.some((spec) => url.value.includes(`/${spec}/`))
  );
}
