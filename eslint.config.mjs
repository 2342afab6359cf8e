import { builtinModules } from 'node:module';

import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const layer = (name, ...mayImport) => ({
  sourceTag: `layer:${name}`,
  onlyDependOnLibsWithTags: mayImport.map((tag) => `layer:${tag}`),
});

/** Only tests may import testkit, so only they get it added to what their layer may import. */
const boundaries = (extra) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    allow: [],
    depConstraints: [
      layer('domain', 'domain', ...extra),
      layer('contract', 'contract', 'domain', ...extra),
      layer('runtime', 'runtime', ...extra),
      layer('adapter', 'domain', 'contract', 'runtime', ...extra),
      layer('app', 'domain', 'contract', 'runtime', 'adapter', ...extra),
      layer('web', 'domain', 'contract', ...extra),
      layer('system-tests', 'domain', 'contract', 'testkit'),
      layer('testkit', 'testkit', 'domain', 'contract', 'runtime', 'adapter'),
    ],
  },
];

const NO_IO = 'Domain code does no IO: take what you need as a parameter.';

export default tseslint.config(
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
    files: ['**/*.ts'],
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
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'The environment is parsed once, by loadConfig of service-runtime.',
        },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['libs/{election,tabulation,credentials,transparency-log}/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: builtinModules.map((name) => ({ name, message: NO_IO })),
          patterns: [{ group: ['node:*'], message: NO_IO }],
        },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message: 'Domain code reads no clock: take the time as a parameter.',
        },
        {
          object: 'Math',
          property: 'random',
          message: 'Domain code reads no randomness: take it as a parameter.',
        },
        {
          object: 'performance',
          property: 'now',
          message: 'Domain code reads no clock: take the time as a parameter.',
        },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch', 'crypto', 'Buffer'],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Domain code reads no clock.',
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'apps/system-tests/**/*.ts'],
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
  { files: ['apps/cli/src/**/*.ts'], rules: { 'no-console': 'off' } },
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
