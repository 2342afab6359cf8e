import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../bootstrap/project.mjs';
import LongestFirst, { LONGEST_SUITES } from './longest-first.ts';

type Options = ConstructorParameters<typeof LongestFirst>[0];
type Tests = Parameters<LongestFirst['sort']>[0];

describe('the order of the suites', () => {
  it('begins with those that take longest, all of which exist', async () => {
    for (const suite of LONGEST_SUITES) assert.ok(existsSync(path.join(projectRoot, suite)), suite);
    const others = ['libs/a/src/a.test.ts', 'libs/b/src/b.test.ts'];
    const files = [...others, ...LONGEST_SUITES.toReversed()].map((file) => path.join(projectRoot, file));
    const context = { config: { cacheDirectory: projectRoot, id: 'none' }, hasteFS: { getSize: () => 1 } };
    const sequencer = new LongestFirst({ contexts: [], globalConfig: {} } as unknown as Options);
    const sorted = await sequencer.sort(files.map((file) => ({ path: file, context })) as unknown as Tests);
    const names = sorted.map((test) => path.relative(projectRoot, test.path));
    assert.deepEqual(names.slice(0, LONGEST_SUITES.length), LONGEST_SUITES);
    assert.deepEqual(names.slice(LONGEST_SUITES.length).sort(), others);
  });
});
