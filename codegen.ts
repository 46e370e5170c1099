import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed operations for the demo and the tests, from client/*.graphql and the committed schema. "npm run codegen" writes them. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['client/*.graphql'],
  ignoreNoDocuments: false,
  generates: {
    'client/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { ID: 'string', DateTime: { input: 'string | Date', output: 'string' } },
        skipTypename: true,
        importExtension: '.js',
      },
    },
  },
};

export default config;
