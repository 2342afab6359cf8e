import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { runNodeTests, testFiles } from './node-tests.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('the tests of the scripts', () => {
  it('are chosen by their ending and by any of the patterns', () => {
    const names = (patterns: readonly string[]): string[] =>
      testFiles('.test.ts', patterns).map((file) => path.basename(file));
    assert.ok(names([]).includes('lock.test.ts'));
    assert.deepEqual(names(['BOOTSTRAP/lock', 'choose-mode']), ['lock.test.ts', 'choose-mode.test.ts']);
    assert.deepEqual(names(['no such file']), []);
  });

  it('are counted test by test, and a file that breaks counts as one failure', (t) => {
    const folder = temporaryFolder(t);
    const write = (name: string, text: string): string => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    };
    const some = write(
      'some.mjs',
      `import { describe, it } from 'node:test';
       describe('a group', () => { it('passes', () => {}); it('passes too', () => {}); });
       it('fails', () => { throw new Error('as it should'); });
       it.skip('is left out', () => {});`,
    );
    const broken = write('broken.mjs', "throw new Error('not even loaded');");
    // The runner of Node does not run within itself, so this starts another process, which does not know of the first.
    const runner = new URL('node-tests.ts', import.meta.url).href;
    const program = write(
      'program.mjs',
      `import { runNodeTests } from ${JSON.stringify(runner)};
       console.log(JSON.stringify(await runNodeTests(${JSON.stringify([some, broken])})));`,
    );
    const env = { ...process.env };
    delete env['NODE_TEST_CONTEXT'];
    const { stdout } = spawnSync(process.execPath, [program], { encoding: 'utf8', env });
    const { count, output } = JSON.parse(stdout) as Awaited<ReturnType<typeof runNodeTests>>;
    assert.deepEqual([count.passed, count.failed], [2, 2]);
    const names = count.failures.map((line) => line.slice(line.lastIndexOf('/') + 1));
    assert.deepEqual(names.toSorted(), ['broken.mjs', 'some.mjs: fails']);
    assert.match(output, /as it should/);
  });

  it('are nothing when no file is given', async () => {
    assert.deepEqual(await runNodeTests([]), { count: { passed: 0, failed: 0, failures: [] }, output: '' });
  });
});
