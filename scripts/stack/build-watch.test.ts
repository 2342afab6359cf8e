import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventOfLine } from './build-watch.ts';

describe('a line of the compiler', () => {
  it('says that a file changed, or that the compiler is done', () => {
    assert.deepEqual(eventOfLine('[2:03:04 PM] File change detected. Starting incremental compilation...'), {
      kind: 'changed',
    });
    assert.deepEqual(eventOfLine('[2:03:05 PM] Found 0 errors. Watching for file changes.'), {
      kind: 'done',
      errors: 0,
    });
    assert.deepEqual(eventOfLine('2:03:05 PM - Found 1 error. Watching for file changes.'), {
      kind: 'done',
      errors: 1,
    });
  });

  it('is a complaint when it is anything else that a person should read', () => {
    const text = "apps/cli/src/main.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.";
    assert.deepEqual(eventOfLine(text), { kind: 'complaint', text });
  });

  it('is nothing when it only says that the compiler begins', () => {
    for (const line of [
      '',
      '[2:03:04 PM] Starting compilation in watch mode...',
      '2:03:04 PM - Building project',
    ]) {
      assert.deepEqual(eventOfLine(line), { kind: 'nothing' });
    }
  });
});
