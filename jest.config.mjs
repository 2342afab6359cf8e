// Tests on contests that are not part of the project: only for who names the folder they are in.
const extras = process.env.RCV_VECTORS_EXTRA ? [] : ['/official-stages\\.test\\.ts$'];

/** One transform for all packages: TypeScript to CommonJS by swc, libraries taken from their sources. */
const base = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@scrutin/source', 'node', 'require', 'default'] },
  transform: {
    '^.+\\.[mc]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', importInterop: 'node' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Prisma's client asks for the ES module form of its query compiler; the CommonJS form lies beside it.
  moduleNameMapper: {
    '^(@prisma/client/runtime/query_compiler_.*)\\.mjs$': '$1.js',
  },
  // Packages that ship ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(fast-check|pure-rand|commander|cookie|zod-openapi|@seriousme)/)',
  ],
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/', '/\\.scrutin/', '/\\.nx/'],
};

export default {
  testTimeout: 30_000,
  maxWorkers: 2,
  projects: [
    {
      ...base,
      displayName: 'unit',
      roots: ['<rootDir>/libs', '<rootDir>/apps'],
      testMatch: ['**/src/**/*.test.ts'],
      testPathIgnorePatterns: ['/apps/system-tests/', ...extras],
    },
    {
      ...base,
      displayName: 'system-tests',
      roots: ['<rootDir>/apps/system-tests'],
      testMatch: ['**/src/**/*.test.ts'],
    },
  ],
};
