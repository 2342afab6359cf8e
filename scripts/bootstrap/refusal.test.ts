import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFailure, Refusal, refuseArguments } from './refusal.mjs';

describe('a failure', () => {
  it('that was expected is printed as its message, after the output that explains it', () => {
    assert.equal(describeFailure(new Refusal('Start Docker.')), 'Start Docker.');
    assert.equal(
      describeFailure(new Refusal('npm ci failed.', { detail: 'ENOTFOUND\n\n' })),
      'ENOTFOUND\nnpm ci failed.',
    );
  });

  it('names an argument that a command does not take, and how it is used', () => {
    refuseArguments([], 'npm start');
    assert.throws(() => {
      refuseArguments(['--foo'], 'npm start');
    }, new Refusal("Unknown argument '--foo'\nUsage: npm start"));
  });

  it('that was not expected is printed with its stack', () => {
    assert.match(
      describeFailure(new TypeError('x is not a function')),
      /TypeError: x is not a function\n\s+at /,
    );
    assert.equal(describeFailure('a text'), 'a text');
  });
});
