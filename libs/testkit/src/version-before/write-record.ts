import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { makeRecord } from './make-record.ts';
import { RECORD } from './record.ts';

/** Writes the record of the release that this checkout is. Run it after `npm run version`, before other changes. */
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
writeFileSync(RECORD, `${JSON.stringify(makeRecord(commit), null, 2)}\n`);
