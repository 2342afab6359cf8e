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
  // Packages that ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(fast-check|pure-rand|commander|zod-openapi)/)'],
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
      testPathIgnorePatterns: ['/apps/system-tests/'],
    },
    {
      ...base,
      displayName: 'system-tests',
      roots: ['<rootDir>/apps/system-tests'],
      testMatch: ['**/src/**/*.test.ts'],
    },
  ],
};
