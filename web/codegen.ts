import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { printSchema } from 'graphql';

// The API schema is what a client may see: the supergraph less everything @inaccessible.
const supergraphe = readFileSync(new URL('../router/supergraph.graphql', import.meta.url), 'utf8');
const schema = printSchema(Supergraph.build(supergraphe).apiSchema().toGraphQLJSSchema());

const scalars = { Montant: 'number', UUID: 'string', DateTime: 'string', Date: 'string' };

const config: CodegenConfig = {
  schema,
  documents: ['src/**/*.{ts,tsx}', '!src/shared/api/generated/**'],
  generates: {
    'src/shared/api/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'lireFragment' } },
      config: {
        scalars,
        enumsAsTypes: true,
        useTypeImports: true,
        nonOptionalTypename: false,
        strictScalars: true,
      },
    },
    // The cache needs to know who implements Erreur and who belongs to each union.
    'src/shared/api/generated/possible-types.ts': {
      plugins: ['fragment-matcher'],
      config: { useExplicitTyping: true },
    },
  },
};

export default config;
