import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

const layer = (name, ...mayImport) => ({
  sourceTag: `layer:${name}`,
  onlyDependOnLibsWithTags: mayImport.map((tag) => `layer:${tag}`),
});

/** Only tests and their fixtures may import testkit, so only they get it added to what their layer may import. */
const boundaries = (extra) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    allow: [],
    // Commands that need their servers in any case import these at once; the others load them when they ask for a server.
    checkDynamicDependenciesExceptions: ['@scrutin/broker', '@scrutin/voter-roll'],
    // The tests of a library use testkit, and testkit opens that library for the tests of others. No built file does.
    ignoredCircularDependencies: [['@scrutin/testkit', '*']],
    depConstraints: [
      layer('domain', 'domain', ...extra),
      layer('contract', 'contract', 'domain', ...extra),
      layer('runtime', 'runtime', ...extra),
      layer('database', 'domain', 'runtime', ...extra),
      layer('adapter', 'domain', 'contract', 'runtime', 'database', ...extra),
      // What a browser runs. The APIs write and serve its pages.
      layer('web', 'web', 'domain', 'contract', ...extra),
      layer('app', 'domain', 'contract', 'runtime', 'database', 'adapter', 'web', ...extra),
      // It rehearses what an operator does, so it stands on the operator's tool; nothing stands on it.
      layer(
        'rehearsal',
        'domain',
        'contract',
        'runtime',
        'database',
        'adapter',
        'operator-tool',
        'load',
        ...extra,
      ),
      layer('load', 'domain', 'contract', 'runtime', ...extra),
      layer('monitoring', 'domain', 'contract', 'runtime', ...extra),
      layer('system-tests', 'domain', 'contract', 'testkit', 'load', 'monitoring'),
      layer('testkit', 'testkit', 'load', 'domain', 'contract', 'runtime', 'database', 'adapter'),
    ],
  },
];

const NO_IO = 'Domain code does no IO: take what you need as a parameter.';
const NO_CLOCK = 'Domain code reads no clock: take the time as a parameter.';
const NO_RANDOMNESS = 'Domain code reads no randomness: take it as a parameter.';
const BROWSER_SAFE = 'A browser imports this file: no module of Node.js and no package but zod.';
const ENVIRONMENT = 'The environment is parsed once, by loadConfig of service-runtime.';

/** ESLint replaces the options of a rule, it does not join them: what holds everywhere is repeated where more does. */
const SYNTAX_EVERYWHERE = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
  { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
  // Ways around no-restricted-properties, which knows `process.env` and destructuring it.
  {
    selector: "MemberExpression[property.name='process'][object.name=/^(globalThis|global)$/]",
    message: ENVIRONMENT,
  },
  { selector: 'ImportExpression[source.value=/^(node:)?process$/]', message: ENVIRONMENT },
];

/** The clock and randomness hide in objects that are pure otherwise: those may only be asked by a name one can read. */
const SYNTAX_OF_DOMAIN = [
  { selector: 'ImportExpression', message: NO_IO },
  {
    selector:
      "Identifier[name='Date']:not(NewExpression > Identifier.callee):not(MemberExpression > Identifier.object):not(TSTypeReference > Identifier)",
    message: NO_CLOCK,
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: NO_CLOCK },
  { selector: "NewExpression[callee.name='Date'] > SpreadElement", message: NO_CLOCK },
  { selector: "MemberExpression[computed=true][object.name='Date']", message: NO_CLOCK },
  {
    selector: "Identifier[name='Math']:not(MemberExpression > Identifier.object)",
    message: NO_RANDOMNESS,
  },
  { selector: "MemberExpression[computed=true][object.name='Math']", message: NO_RANDOMNESS },
];

/** Of the globals of Node.js those that do IO, wait, read a clock or randomness, or lead to one that does. */
const GLOBALS_CLOSED_TO_DOMAIN = [
  'globalThis',
  'global',
  'process',
  'require',
  'module',
  'eval',
  'Function',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'Temporal',
  'Intl',
  'fetch',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'MessageChannel',
  'Worker',
  'navigator',
  'crypto',
  'Buffer',
  'AbortSignal',
  'Atomics',
  'localStorage',
  'sessionStorage',
].map((name) => ({ name, message: NO_IO }));

/** Imports in four steps without blank lines: side effects and Node.js, packages, our own libraries, files nearby. */
const IMPORT_ORDER = [['^\\u0000', '^node:', '^@?\\w', '^@scrutin(/|$)', '^\\.']];

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/out-tsc/**',
      '**/node_modules/**',
      '**/generated/**',
      // Read by Prisma alone, outside of every package.
      'prisma.config.ts',
      '.nx/**',
      '.scrutin/**',
      'coverage/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { 'simple-import-sort': importSort },
    rules: { 'simple-import-sort/imports': ['error', { groups: IMPORT_ORDER }] },
  },
  {
    files: ['**/*.ts', '**/*.tsx', 'scripts/**/*.mjs'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries([]),
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Libraries declare interfaces for instances of their own classes (winston's transports do).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-syntax': ['error', ...SYNTAX_EVERYWHERE],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map((name) => ({ name, message: ENVIRONMENT })) },
      ],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT }],
      'no-console': 'error',
    },
  },
  {
    files: ['libs/{election,tabulation,credentials}/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          // Its own files and other libs of the domain (enforce-module-boundaries): no built-in module, no package.
          patterns: [{ regex: String.raw`^(?!\.{1,2}/|@scrutin/)`, message: NO_IO }],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: NO_CLOCK },
        { object: 'Math', property: 'random', message: NO_RANDOMNESS },
      ],
      'no-restricted-globals': ['error', ...GLOBALS_CLOSED_TO_DOMAIN],
      'no-restricted-syntax': ['error', ...SYNTAX_EVERYWHERE, ...SYNTAX_OF_DOMAIN],
    },
  },
  {
    // What a browser imports: libs/testkit/src/source-tree/browser-safe.test.ts follows the imports of these as well.
    files: ['libs/contracts/src/{public,admin,problems,routes}/**/*.ts', 'libs/api-client/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: String.raw`^(?!\.{1,2}/|@scrutin/|zod$)`, message: BROWSER_SAFE }] },
      ],
      'no-restricted-globals': [
        'error',
        ...['Buffer', 'process', 'global', 'require', 'setImmediate'].map((name) => ({
          name,
          message: BROWSER_SAFE,
        })),
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/src/**/fixture/**/*.ts', 'apps/system-tests/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(['testkit']),
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-properties': 'off',
    },
  },
  {
    files: ['libs/service-runtime/src/config.ts', 'libs/testkit/src/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['apps/{cli,rehearsal}/src/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // The commands of npm: they give the environment to what they start, and print to the terminal.
    files: ['scripts/**/*.{ts,mjs}'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['scripts/**/*.{test,checkout,image}.ts'],
    rules: {
      // Node's runner waits for the tests that it was told of.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it'], package: 'node:test' }] },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
  prettier,
);
