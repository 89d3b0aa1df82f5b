import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import { exists, fromRoot, read, subgraphSdl } from '../lib/project.mjs';
import { completeResolvers } from './complete-resolvers.mjs';
import { generatedFiles, mappersFile } from './paths.mjs';

const HEADER = '/* eslint-disable */\n// Written by `npm run generate`; do not edit.\n';

/**
 * `{ "Produit": "../domain/produit.ts#Produit" }`: which TypeScript type a resolver receives as the
 * parent of a schema type. Imported under another name, since the schema's own type is in the file.
 * @param {string} subgraph
 * @param {import('graphql').DocumentNode} document
 */
function readMappers(subgraph, document) {
  const file = mappersFile(subgraph);
  /** @type {Record<string, string>} */
  const mappers = exists(file) ? JSON.parse(read(file)) : {};
  const types = new Set(
    document.definitions.map((node) => ('name' in node ? node.name?.value : undefined)),
  );
  for (const name of Object.keys(mappers)) {
    if (!types.has(name)) throw new Error(`${file}: ${name} is no type of the schema`);
  }
  return Object.fromEntries(
    Object.entries(mappers).map(([type, target]) => [
      type,
      target.includes(' as ') ? target : `${target} as ${type}Mapper`,
    ]),
  );
}

/**
 * Types of the resolvers of a subgraph, and its SDL as a constant: nothing is read at run time, so
 * a bundle holds all that it needs.
 * @param {string} subgraph
 */
export async function generateResolverTypes(subgraph) {
  const sdl = subgraphSdl(subgraph);
  const schema = parse(sdl);
  const mappers = readMappers(subgraph, schema);
  const [typesFile, sdlFile] = generatedFiles(subgraph);
  const code = await codegen({
    filename: typesFile,
    schema,
    documents: [],
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    pluginMap: { typescript, typescriptResolvers },
    config: {
      federation: true,
      useTypeImports: true,
      importExtension: '.ts',
      enumsAsTypes: true,
      strictScalars: true,
      scalars: {
        ID: 'string',
        UUID: 'string',
        Montant: 'number',
        DateTime: 'Date',
        // A business day has no instant: it stays the text YYYY-MM-DD.
        Date: 'string',
        _FieldSet: 'string',
      },
      contextType: '../context.ts#Context',
      mappers,
      maybeValue: 'T | null | undefined',
      // A root field without its resolver is an error of the compiler, not a null at run time.
      avoidOptionals: { query: true, mutation: true },
      resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
    },
  });
  const files = {
    [typesFile]: HEADER + correct(code) + completeResolvers(schema, Object.keys(mappers)),
    [sdlFile]: `${HEADER}export const typeDefs = ${JSON.stringify(sdl)};\n`,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(fromRoot(path)), { recursive: true });
    writeFileSync(fromRoot(path), content);
  }
}

/**
 * Says two things truer than the plugin does:
 * - our `__resolveReference` returns the whole object, so the parent of a field is never a bare
 *   reference that every field would have to check for;
 * - an argument with a default is never undefined, but a client may send null for it.
 * @param {string} code
 */
function correct(code) {
  const corrections = /** @type {const} */ ([
    [/ \| FederationReferenceTypes\['\w+'\];$/gm, ';'],
    [/(__resolveReference\?: ReferenceResolver<Maybe<[^>]+>) \| FederationReferenceType,/g, '$1,'],
    ['[P in K]-?: NonNullable<T[P]>', '[P in K]-?: Exclude<T[P], undefined>'],
  ]);
  return corrections.reduce((text, [from, to]) => text.replaceAll(from, to), code);
}
