import type { WholeVoteFigures } from './figures-of-vote.ts';
import { verdict, wholeVoteReport } from './whole-vote-report.ts';

const regions = Array.from({ length: 125 }, (_, i) => ({
  name: `votes by region: R${i}`,
  expected: 10,
  found: 10,
}));

const figures = (change: Partial<WholeVoteFigures> = {}): WholeVoteFigures => ({
  machine: { cores: 2, model: 'a processor', node: 'v24', postgres: '15', redis: '7' },
  at: '2026-11-27T00:00:00.000Z',
  commit: 'abc',
  contest: 'election:E',
  races: 125,
  voters: 1_250,
  connections: 16,
  workers: 1,
  aggregators: 1,
  stages: [{ name: 'cast the votes', seconds: 1.25 }],
  totalSeconds: 61,
  countedPerSecond: 1_000,
  closingToCertifiedSeconds: 12,
  lots: 2,
  waitedFor: '',
  countedAtEnd: [500, 1_250],
  cpuInInterval: [
    { api: 0.06, 'idle or waiting': 0.012 },
    { api: 0.0337, 'idle or waiting': 0 },
  ],
  load: {
    kind: 'end',
    seconds: 1.25,
    accepted: 1_274,
    latencyMs: { p50: 5, p95: 20, p99: 30, max: 40 },
    refusalMs: { p50: 0, p95: 0, p99: 0, max: 0 },
    answers: { '202': 1_274 },
    repeated: 0,
    gaveUp: 0,
    dropped: 0,
    letters: 1_250,
    duplicates: 12,
    unknown: 12,
    longestStall: { ms: 7, fromMs: 100 },
    cpuSeconds: 0.1,
    memoryBytes: 1e8,
    intervals: [
      {
        fromMs: 0,
        toMs: 500,
        accepted: 600,
        refused: 0,
        latencyMs: { p50: 5, p95: 20, p99: 30, max: 40 },
        stallMs: 7,
      },
      {
        fromMs: 500,
        toMs: 1_250,
        accepted: 674,
        refused: 0,
        latencyMs: { p50: 4, p95: 9, p99: 9, max: 9 },
        stallMs: 2,
      },
    ],
  },
  cpuUsPerVote: { api: 60.4, 'load generator': 15.1 },
  memory: { api: { largest: 400 * 1024 * 1024, together: 380 * 1024 * 1024 } },
  redisBytes: { empty: 1e6, loaded: 2e6, voted: 3e6 },
  walBytesPerVote: 1_000,
  diskBytesPerVote: 500,
  tables: [{ name: 'vote_audit', table: 1024 * 1024, indexes: 2 * 1024 * 1024 }],
  auditVerdict: 'holds',
  checks: [{ name: 'counted', expected: 1_250, found: 1_250 }, ...regions],
  ...change,
});

describe('the report of a whole vote', () => {
  it('says what was counted in each interval', () => {
    const report = wholeVoteReport(figures());
    expect(report).toMatch(/^\| 0:00 +\| 0:00 +\| 1,200 +\| 1,000 +\|/m);
    expect(report).toMatch(/^\| 0:00 +\| 0:01 +\| 899 +\| 1,000 +\|/m);
    expect(report).toContain('with 2 lots drawn');
  });

  it('says what each program cost in each interval', () => {
    const report = wholeVoteReport(figures());
    expect(report).toMatch(/^\| from +\| to +\| api +\| idle or waiting +\|/m);
    expect(report).toMatch(/^\| 0:00 +\| 0:00 +\| 100.0 +\| 20.0 +\|/m);
    expect(report).toMatch(/^\| 0:00 +\| 0:01 +\| 50.0 +\| 0.0 +\|/m);
  });

  it('does not show every line of a long breakdown that agrees', () => {
    const report = wholeVoteReport(figures());
    expect(report.match(/votes by region/g)).toHaveLength(3);
    expect(report).toContain('122 others that agree');
    expect(report).toContain('Every number agrees with what was sent, and the audit found nothing.');
  });

  it('names every number that differs', () => {
    const wrong = { name: 'votes by region: R99', expected: 10, found: 9 };
    const report = wholeVoteReport(figures({ checks: [...regions.slice(0, 99), wrong] }));
    expect(report).toMatch(/^\| votes by region: R99 +\| 10 +\| 9 +\| DIFFERS \|/m);
    expect(report).toContain('1 NUMBERS DIFFER from what was sent (votes by region: R99)');
  });

  it('says that the audit does not hold', () => {
    expect(verdict(figures({ auditVerdict: 'differs' }))).toContain('THE AUDIT DOES NOT HOLD');
  });
});
