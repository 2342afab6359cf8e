import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../bootstrap/project.mjs';
import { ending, failedCheck, NOTHING, oneFailure, sumOf } from './count.ts';
import { countOf } from './jest-report.ts';

interface Suite {
  name?: string;
  status: string;
  assertions?: string[];
}

function report(passed: number, suites: readonly Suite[]): string {
  return JSON.stringify({
    numPassedTests: passed,
    testResults: suites.map(({ name = 'a', status, assertions = [] }) => {
      return {
        name: path.join(projectRoot, `libs/${name}.test.ts`),
        status,
        assertionResults: assertions.map((ending) => ({ status: ending, fullName: `it ${ending}` })),
      };
    }),
  });
}

describe('the count of a run of Jest', () => {
  it('is what passed and failed, with the names of what failed', () => {
    const text = report(2, [
      { status: 'passed', assertions: ['passed'] },
      { name: 'b', status: 'failed', assertions: ['passed', 'failed'] },
    ]);
    assert.deepEqual(countOf('unit', text, 1), {
      passed: 2,
      failed: 1,
      failures: ['libs/b.test.ts: it failed'],
    });
  });

  it('has one failure for a suite that broke outside of its tests', () => {
    const failures = ['libs/a.test.ts: the suite could not run'];
    const text = report(1, [{ status: 'failed' }, { status: 'passed', assertions: ['passed'] }]);
    assert.deepEqual(countOf('unit', text, 1), { passed: 1, failed: 1, failures });
    assert.deepEqual(countOf('unit', report(1, [{ status: 'failed', assertions: ['passed'] }]), 1), {
      passed: 1,
      failed: 1,
      failures,
    });
  });

  it('has one failure for a run that ended badly though its report shows none, or without a report', () => {
    const silent = countOf('unit', report(3, [{ status: 'passed' }]), 1);
    assert.deepEqual([silent.passed, silent.failed], [3, 1]);
    assert.match(silent.failures.join(), /^unit: Jest ended with code 1/);
    for (const code of [0, 1]) {
      const unreported = countOf('unit', null, code);
      assert.deepEqual([unreported.passed, unreported.failed], [0, 1]);
      assert.match(unreported.failures.join(), /no report/);
    }
  });

  it('is not made worse by a run without tests', () => {
    assert.deepEqual(countOf('unit', report(0, []), 0), NOTHING);
  });
});

describe('the end of a test run', () => {
  it('adds everything up and says what failed', () => {
    const total = sumOf([
      { passed: 3, failed: 0, failures: [] },
      oneFailure('Types'),
      { passed: 4, failed: 2, failures: ['a', 'b'] },
    ]);
    assert.equal(ending(total), 'Failed:\n  Types\n  a\n  b\n\n7 passed, 3 failed');
    assert.equal(ending(sumOf([])), '0 passed, 0 failed');
  });

  it('repeats the last lines of a check that failed', () => {
    const printed = Array.from({ length: 30 }, (_, index) => `line ${index}\n\n`).join('');
    const lines = ending(failedCheck('Linter (npm run lint)', printed)).split('\n');
    assert.deepEqual(lines.slice(0, 3), ['Failed:', '  Linter (npm run lint)', '    line 10']);
    assert.equal(lines.at(21), '    line 29');
    assert.deepEqual(failedCheck('Types (npm run typecheck)', '').failures, ['Types (npm run typecheck)']);
  });

  it('names no more failures than a person reads', () => {
    const failures = Array.from({ length: 60 }, (_, index) => `test ${index}`);
    const lines = ending({ passed: 0, failed: 60, failures }).split('\n');
    assert.equal(lines.length, 54);
    assert.equal(lines[51], '  … and 10 more');
  });
});
