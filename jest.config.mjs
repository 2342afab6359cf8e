// Tests on contests that are not part of the project: only for who names the folder they are in.
const extras = process.env.RCV_VECTORS_EXTRA ? [] : ['/official-stages\\.test\\.ts$'];

/** Native ES modules; everything but the tests and their fixtures is what the build made (docs/adr/tests-run-what-ships.md). */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/testing/strip-types.ts' },
  resolver: '<rootDir>/scripts/testing/built-sources.ts',
  globalSetup: '<rootDir>/scripts/testing/build-first.ts',
  modulePathIgnorePatterns: ['/out-tsc/', '/\\.scrutin/', '/\\.nx/'],
};

export default {
  testTimeout: 30_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/scripts/testing/longest-first.ts',
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
      setupFilesAfterEnv: ['<rootDir>/scripts/testing/system-suite.ts'],
      roots: ['<rootDir>/apps/system-tests'],
      testMatch: ['**/src/**/*.test.ts'],
    },
  ],
};
