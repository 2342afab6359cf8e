import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_RESULTS_VISIBILITY } from '@scrutin/election';
import { projectRoot } from '@scrutin/testkit';

/** Results are shown after the closing unless an official decides otherwise, however a contest is created. */
it('the default of the database for the visibility of results is that of the code, for laws and elections', () => {
  const dump = readFileSync(path.join(projectRoot(), 'prisma/schema-dump.sql'), 'utf8');
  const defaults = [...dump.matchAll(/results_visibility text DEFAULT '([a-z-]+)'/g)].map(
    ([, value]) => value,
  );
  expect(defaults).toEqual([DEFAULT_RESULTS_VISIBILITY, DEFAULT_RESULTS_VISIBILITY]);
});
