import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_RESULTS_VISIBILITY } from '@scrutin/election';
import { projectRoot } from '@scrutin/testkit';

/** Results are shown after the closing unless an official says otherwise, by whatever door a contest is made. */
it('a law and an election of which nobody said when their results show get the same default in the database', () => {
  const dump = readFileSync(path.join(projectRoot(), 'prisma/schema-dump.sql'), 'utf8');
  const defaults = [...dump.matchAll(/results_visibility text DEFAULT '([a-z-]+)'/g)].map(
    ([, value]) => value,
  );
  expect(defaults).toEqual([DEFAULT_RESULTS_VISIBILITY, DEFAULT_RESULTS_VISIBILITY]);
});
