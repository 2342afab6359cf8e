import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventsOfBuild, isSource } from './build-watch.ts';

describe('a changed file', () => {
  it('is built again if a build reads it', () => {
    for (const file of [
      'cli/src/main.ts',
      'election/tsconfig.lib.json',
      'election/package.json',
      'web/src/site/frame.tsx',
      'web-ui/src/styles/base.css',
    ]) {
      assert.equal(isSource(file), true, file);
    }
  });

  it('is ignored if a build writes it, or never looks at it', () => {
    for (const file of [
      'cli/dist/main.d.ts',
      'cli/out-tsc/main.d.ts',
      'web/dist/browser-files/assets/index.css',
      'cli/README.md',
      'cli/node_modules/a/b.ts',
    ]) {
      assert.equal(isSource(file), false, file);
    }
  });
});

describe('a build', () => {
  const complaint =
    "apps/cli/src/main.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.";

  it('that succeeds has no errors', () => {
    assert.deepEqual(eventsOfBuild('', 0), [{ kind: 'done', errors: 0 }]);
  });

  it('that fails shows what the compiler says, and counts its errors', () => {
    assert.deepEqual(eventsOfBuild(`${complaint}\n  more about it\n\n`, 1), [
      { kind: 'complaint', text: complaint },
      { kind: 'complaint', text: '  more about it' },
      { kind: 'done', errors: 1 },
    ]);
  });

  it('that breaks without a message has one error', () => {
    assert.deepEqual(eventsOfBuild('', null), [{ kind: 'done', errors: 1 }]);
  });
});
