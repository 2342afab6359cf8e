import type { LoadOutcome } from '../load/run-load.ts';
import { ledgerChecks } from './checks.ts';
import { differencesOf } from './figures-of-vote.ts';

const load: LoadOutcome = {
  kind: 'end',
  seconds: 1,
  accepted: 102,
  latencyMs: { p50: 1, p95: 1, p99: 1, max: 1 },
  refusalMs: { p50: 0, p95: 0, p99: 0, max: 0 },
  answers: { '202': 102 },
  repeated: 0,
  gaveUp: 0,
  dropped: 0,
  letters: 100,
  duplicates: 1,
  unknown: 1,
  cast: {},
  longestStall: { ms: 1, fromMs: 0 },
  cpuSeconds: 0,
  memoryBytes: 0,
  intervals: [],
};
const ledger = (change: object = {}): string =>
  JSON.stringify({
    received: 102,
    counted: 100,
    rejected: { 'already-voted': 1, 'unknown-credential': 1, closed: 0 },
    parked: 0,
    in_flight: 0,
    ...change,
  });

const differing = (printed: string, of: LoadOutcome = load): string[] =>
  differencesOf({ checks: ledgerChecks(printed, of, 100) }).map(({ name }) => name);

describe('the checks of a whole vote', () => {
  it('hold if everything that was accepted is counted, or rejected for its reason', () => {
    expect(differing(ledger())).toEqual([]);
  });

  it.each([
    ['a vote that is counted twice', ledger({ counted: 101 }), ['counted']],
    ['a vote that is lost', ledger({ received: 101 }), ['received']],
    ['a parked vote', ledger({ parked: 1, counted: 99 }), ['counted', 'parked']],
    ['a vote on its way', ledger({ in_flight: 1, counted: 99 }), ['counted', 'in flight']],
    [
      'another reason',
      ledger({ rejected: { 'already-voted': 1, 'unknown-credential': 0, closed: 1 } }),
      ['rejected: unknown-credential', 'rejected: closed'],
    ],
  ])('name %s', (_what, printed, names) => {
    expect(differing(printed)).toEqual(names);
  });

  it('name voters who got no answer', () => {
    expect(differing(ledger(), { ...load, dropped: 1, letters: 99 })).toEqual([
      'letters that voted',
      'votes without an answer, or dropped',
    ]);
  });
});
