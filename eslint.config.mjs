import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// ------------------------------------------------------------------------------- who may import whom, and why

/** For everybody: refusals, the clock, ids, what the process was started with, and figures, which whoever does something counts. */
const ground = ['errors.ts', 'clock.ts', 'ids.ts', 'config.ts', 'keys.ts', 'version.ts', 'metrics', 'requestScope.ts'];

const layers = {
  entities: [['errors.ts', 'clock.ts', 'ids.ts'], 'a table knows itself and other tables, nothing of who uses it, so that every part can share it'],
  providers: [['errors.ts', 'clock.ts'], 'a provider sends one mail and says what came of it; whose mail it was is not its affair, so it can be tested and measured alone'],
  postgres: [['errors.ts', 'clock.ts'], 'the embedded server is a tool below everything else'],
  bus: [['errors.ts', 'clock.ts'], 'the bus carries events and does not know what they mean'],
  lock: [['errors.ts', 'clock.ts'], 'the lock does not know what is done under it'],
  metrics: [[], 'figures are names and numbers; who counts comes to them'],
  migrations: [[], 'migrations run before anything else exists'],
  live: [[...ground, 'bus', 'events.ts', 'runtime.ts'], 'live objects are told by events and reload; what they show is given to them'],
  operations: [[...ground, 'entities', 'events.ts', 'database.ts', 'providers/settings.ts', 'postgres/livingProcess.ts'], 'an act is used by resolvers and by the scheduler, so it knows neither, and no GraphQL'],
  scheduler: [[...ground, 'entities', 'operations', 'providers', 'events.ts', 'lock', 'runtime.ts', 'database.ts'], 'dispatch must run without the API: no schema, no resolvers, no HTTP'],
  jobs: [[...ground, 'entities', 'operations', 'events.ts', 'runtime.ts'], 'a job does what a resolver could: by the operations'],
  inbound: [[...ground, 'operations', 'events.ts', 'runtime.ts'], 'what comes in changes things by the operations only'],
  http: [[...ground, 'operations', 'context.ts', 'events.ts', 'runtime.ts', 'readiness.ts'], 'plain HTTP is a thin skin over the operations'],
  schema: [[...ground, 'entities', 'context.ts'], 'the words of the API take types from the tables and do nothing'],
  transport: [[...ground, 'schema', 'operations', 'context.ts', 'events.ts', 'live', 'runtime.ts'], 'HTTP and WebSocket carry operations around one schema; what they mean is in the resolvers'],
  resolvers: [[...ground, 'schema', 'entities', 'operations', 'context.ts', 'events.ts', 'live', 'runtime.ts'], 'a resolver finds, calls one thing and returns; dispatch is reached through operations and events'],
};

const zones = Object.entries(layers).map(([folder, [others, reason]]) => ({
  target: `./src/${folder}`,
  from: './src',
  except: [`./${folder}`, ...others.map((other) => `./${other}`)],
  message: `${folder} may import ${others.join(', ') || 'nothing of ours'}: ${reason}.`,
}));
const entrances = ['main.ts', 'run.ts', 'server.ts', 'rotateKeys.ts'].map((file) => ({
  target: ['./src/!(main|run).ts', './src/*/**', './demo', './receivers', './bench'],
  from: `./src/${file}`,
  message: `Nobody imports ${file}: it puts the parts together, so whatever it needs is below it.`,
}));
const outside = [
  { target: './src', from: ['./test', './demo', './receivers', './bench'], message: 'What is shipped does not depend on what tries it out.' },
  { target: './receivers', from: './src', message: 'The receivers stand for the outer world: what they share with the program they could not check.' },
];

// ------------------------------------------------------------------------------------------ what nobody writes

const clock = 'Business time comes from src/clock.ts, now(): tests must be able to set it. For durations: performance.now().';
const environment = 'Only src/config.ts reads the environment: one place to look up what can be set, and one error for what is wrong.';
const noDefault = 'Named exports only: a thing has one name everywhere, and can be searched for.';
const everywhere = [{ selector: 'ExportDefaultDeclaration', message: noDefault }];
const noClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
];
const noEnvironment = [{ selector: "MemberExpression[object.name='process'][property.name='env']", message: environment }];

export default defineConfig(
  { ignores: ['dist/', 'data/', 'node_modules/', 'coverage/', '**/gql/', 'admin/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // type-graphql takes lists of classes as Function[].
      '@typescript-eslint/no-unsafe-function-type': 'off',
      'import-x/no-restricted-paths': ['error', { zones: [...zones, ...entrances, ...outside] }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-self-import': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/utils.js', '**/helpers.js', '**/common.js', '**/types.js', '**/misc.js'], message: 'A bucket has no duty of its own, and grows: name the file after what it does.' }] },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...everywhere, ...noClock, ...noEnvironment],
      // A promise that nobody waits for ends the process when it is rejected: "void" says that it cannot be.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
    },
  },
  { files: ['src/clock.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noEnvironment] } },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noClock] } },
  // A program of its own, which writes schema.graphql: it needs the whole schema.
  { files: ['src/schema/emit.ts'], rules: { 'import-x/no-restricted-paths': 'off' } },
  { files: ['test/**/*.ts'], rules: { 'max-lines': ['error', { max: 600 }] } },
  { files: ['*.mjs', 'codegen.ts', 'test/support/*.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
