import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { makeRecord } from './make-record.ts';
import { RECORD } from './record.ts';

/**
 * Writes the record of the release that this checkout is. Run it after `npm run version`, before other changes, and while
 * the servers of the tests run.
 */
const redisUrl = process.env['REDIS_URL'] ?? '';
if (redisUrl === '') {
  throw new Error(
    'REDIS_URL is not set: node scripts/services.mjs up --profile test && ' +
      'eval "$(node scripts/services.mjs env --profile test)"',
  );
}
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
writeFileSync(RECORD, `${JSON.stringify(await makeRecord(commit, redisUrl), null, 2)}\n`);
