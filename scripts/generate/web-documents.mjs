import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import * as fragmentMatcher from '@graphql-codegen/fragment-matcher';
import { gqlPluckFromCodeString } from '@graphql-tools/graphql-tag-pluck';
import { parse, printSchema } from 'graphql';
import { SUPERGRAPH, fromRoot, read } from '../lib/project.mjs';
import { apiSchema } from '../lib/supergraph.mjs';
import { WEB_GENERATED, webSources } from './paths.mjs';

const config = {
  scalars: { Montant: 'number', UUID: 'string', DateTime: 'string', Date: 'string' },
  strictScalars: true,
  enumsAsTypes: true,
  useTypeImports: true,
  nonOptionalTypename: false,
  importExtension: /** @type {const} */ ('.ts'),
};

/**
 * Types of every document of the web application, checked against what a client may see of the
 * supergraph, and the members of each abstract type, which the cache needs.
 */
export async function generateWebDocuments() {
  const schemaAst = apiSchema(read(SUPERGRAPH));
  const schema = parse(printSchema(schemaAst));
  const documents = (await Promise.all(webSources().map(documentsOf))).flat();
  const fromPreset = await preset.buildGeneratesSection({
    baseOutputDir: WEB_GENERATED,
    schema,
    schemaAst,
    documents,
    config,
    presetConfig: { fragmentMasking: { unmaskFunctionName: 'lireFragment' } },
    plugins: [],
    pluginMap: {},
  });
  const possibleTypes = {
    filename: `${WEB_GENERATED}possible-types.ts`,
    schema,
    documents: [],
    config: { useExplicitTyping: true },
    plugins: [{ fragmentMatcher: {} }],
    pluginMap: { fragmentMatcher },
  };
  for (const output of [...fromPreset, possibleTypes]) {
    const code = await codegen(output);
    mkdirSync(dirname(fromRoot(output.filename)), { recursive: true });
    writeFileSync(fromRoot(output.filename), code);
  }
  return `${documents.length} documents`;
}

/** @param {string} file */
async function documentsOf(file) {
  const code = readFileSync(fromRoot(file), 'utf8');
  if (!code.includes('graphql(')) return [];
  const sources = await gqlPluckFromCodeString(file, code, { skipIndent: true });
  return sources.map(({ body }) => ({ location: file, rawSDL: body, document: parse(body) }));
}
