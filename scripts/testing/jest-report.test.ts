import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastLine, ONE_FAILURE, sumOf } from './count.ts';
import { countOf } from './jest-report.ts';

interface Suite {
  status: string;
  assertions?: string[];
}

function report(passed: number, failed: number, suites: readonly Suite[]): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: suites.map(({ status, assertions = [] }) => {
      return { status, assertionResults: assertions.map((ending) => ({ status: ending })) };
    }),
  });
}

describe('the count of a run of Jest', () => {
  it('is what passed and failed', () => {
    const text = report(2, 1, [
      { status: 'passed', assertions: ['passed'] },
      { status: 'failed', assertions: ['passed', 'failed'] },
    ]);
    assert.deepEqual(countOf(text, 1), { passed: 2, failed: 1 });
  });

  it('has one failure for a suite that broke outside of its tests', () => {
    const text = report(1, 0, [{ status: 'failed' }, { status: 'passed', assertions: ['passed'] }]);
    assert.deepEqual(countOf(text, 1), { passed: 1, failed: 1 });
    assert.deepEqual(countOf(report(1, 0, [{ status: 'failed', assertions: ['passed'] }]), 1), {
      passed: 1,
      failed: 1,
    });
  });

  it('has one failure for a run that ended badly though its report shows none, or without a report', () => {
    assert.deepEqual(countOf(report(3, 0, [{ status: 'passed' }]), 1), { passed: 3, failed: 1 });
    assert.deepEqual(countOf(null, 0), ONE_FAILURE);
    assert.deepEqual(countOf(null, 1), ONE_FAILURE);
  });

  it('is not made worse by a run without tests', () => {
    assert.deepEqual(countOf(report(0, 0, []), 0), { passed: 0, failed: 0 });
  });
});

describe('the last line', () => {
  it('adds everything up', () => {
    const total = sumOf([{ passed: 3, failed: 0 }, ONE_FAILURE, { passed: 4, failed: 2 }]);
    assert.equal(lastLine(total), '7 passed, 3 failed');
    assert.equal(lastLine(sumOf([])), '0 passed, 0 failed');
  });
});
