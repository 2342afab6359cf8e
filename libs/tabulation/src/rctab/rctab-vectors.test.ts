import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RcvVector } from '../formats/rcv-vector.ts';
import { readRcvVector } from '../formats/rcv-vector.ts';
import { checkVector } from '../formats/vector-check.ts';

/** Generated contests that cover the whole rule space of RCTab, with what RCTab 2.0.1 printed for each. */
const FIXTURE = path.join(import.meta.dirname, '../../fixtures/rctab-fuzz.json.gz');

function vectors(): RcvVector[] {
  const documents = JSON.parse(gunzipSync(readFileSync(FIXTURE)).toString('utf8')) as unknown[];
  return documents.map((document) => {
    const vector = readRcvVector(document);
    if (!vector.ok) throw new Error(vector.problem);
    return vector.value;
  });
}

describe('the count of RCTab 2.0.1', () => {
  const all = vectors();

  test('every round of every contest is the same', () => {
    const checks = all.map(checkVector);
    expect(checks.flatMap((check) => check.differences)).toEqual([]);
    expect(checks).toHaveLength(749);
    expect(checks.reduce((sum, check) => sum + check.rounds, 0)).toBe(4339);
  });

  test('a changed expectation is reported as a difference', () => {
    const vector = all[0]!;
    const [pass] = vector.passes;
    const [round, ...later] = pass!.rounds;
    const tally = { ...round!.tally, c8: '10' };
    const changed = {
      ...vector,
      winners: ['c8'],
      passes: [{ ...pass!, rounds: [{ ...round!, tally, threshold: '37' }, ...later] }],
    };
    expect(checkVector(changed).differences).toEqual([
      { contest: 'fuzz_0000', place: 'result', what: 'winners', expected: 'c8', found: 'c3 c4' },
      { contest: 'fuzz_0000', place: 'round 1', what: 'tally of c8', expected: '10', found: '9.0' },
      { contest: 'fuzz_0000', place: 'round 1', what: 'threshold', expected: '37', found: '36.0' },
    ]);
  });

  test('one round too many or too few is reported as a difference', () => {
    const vector = all[0]!;
    const [pass] = vector.passes;
    const shortened = { ...vector, passes: [{ ...pass!, rounds: pass!.rounds.slice(1) }] };
    expect(checkVector(shortened).differences[0]).toEqual({
      contest: 'fuzz_0000',
      place: 'rounds',
      what: 'number of rounds',
      expected: '6',
      found: '7',
    });
  });
});
