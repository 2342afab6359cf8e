export { createTestDatabase } from './postgres.ts';
export type { TestDatabase, TestDatabaseOptions } from './postgres.ts';
