import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOfMessage } from './commit-message.ts';

describe('the message of a commit', () => {
  for (const message of [
    'Add a glossary\n\nIt says what the terms mean.\n',
    'Bring the servers up side by side',
    'Merge branch main',
    'Pass the exit code on\n# a line of advice by git',
  ]) {
    it(`is good: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(problemsOfMessage(message), []);
    });
  }

  for (const [message, problem] of [
    ['', /empty/],
    ['add a glossary', /capital letter/],
    ['Added a glossary', /"Add", not "Added"/],
    ['Adds a glossary', /order/],
    ['Add a glossary.', /full stop/],
    [`Add ${'a'.repeat(70)}`, /74 characters; at most 72/],
    ['Add a glossary\nwith terms', /empty line/],
  ] as const) {
    it(`is refused: ${JSON.stringify(message)}`, () => {
      assert.match(problemsOfMessage(message).join('\n'), problem);
    });
  }
});
