/** What suites need that have a database of their own. It loads no service, which would cost each suite a second. */
export { eventually } from '../eventually.ts';
export { openedLater } from '../opened-later.ts';
export { createTestDatabase } from '../postgres.ts';
export type { TestDatabase } from '../postgres.ts';
export { useDatabase } from '../use-database.ts';
export type { SuiteDatabase } from '../use-database.ts';
