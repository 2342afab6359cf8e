/**
 * `npm run schema:dump`: writes prisma/schema-dump.sql, the schema that the migrations produce. The test that compares
 * the two writes it, on a PostgreSQL that is started for it.
 */
import { refuseArguments } from '../bootstrap/refusal.mjs';
import { runJest } from '../testing/jest.ts';
import { runWithServices } from '../testing/run-with-services.ts';

const COMMAND = 'npm run schema:dump';

export function run(args: readonly string[]): Promise<number> {
  refuseArguments(args, COMMAND);
  return runWithServices({ what: COMMAND }, async ({ env, add }) => {
    const renew = { ...env, SCRUTIN_RENEW_SCHEMA_DUMP: '1' };
    add(await runJest('schema-dump', ['--selectProjects', 'unit'], ['schema-dump\\.pg'], renew));
  });
}
