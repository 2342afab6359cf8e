import { textTable } from '@scrutin/cli';
import type { Comparison, Latencies, PlanCounts, RaceStanding } from '@scrutin/voting-load';
import { isDifference, verdict } from '@scrutin/voting-load';

/** The report of a run, as `--json` prints it. Times are in milliseconds unless the name says seconds. */
export interface SimulationReport {
  /** `law:L2025-001` or `election:PROV-2025`. */
  readonly poll: string;
  readonly seed: number;
  readonly planned: PlanCounts;
  readonly sent: number;
  readonly accepted: number;
  readonly acceptedPerSecond: number;
  /** Votes settled (counted, or rejected with a reason) per second, from the first request to the last settled vote. */
  readonly settledPerSecond: number | undefined;
  readonly countedPerSecond: number | undefined;
  readonly latencyMs: Latencies | undefined;
  readonly retriesAfterRefusal: number;
  readonly retriesAfterSilence: number;
  readonly comparison: Comparison;
  /** For an election whose results are public: all counted votes, not only those of this run. */
  readonly standings: readonly RaceStanding[];
  readonly ok: boolean;
}

/** The report for people. */
export function describe(report: SimulationReport): string {
  const { planned, comparison, latencyMs } = report;
  const table = textTable({
    head: ['', 'expected', 'found', ''],
    right: [1, 2],
    rows: comparison.rows.map((row) => {
      const delta = row.found - row.expected;
      const difference = isDifference(row) ? `DIFFERS by ${delta > 0 ? '+' : ''}${count(delta)}` : '';
      return [row.name, row.expected, row.found, difference];
    }),
  });
  const lines = [
    '',
    `${count(report.sent)} requests on ${report.poll} (seed ${report.seed}): ${count(planned.voters)} voters, ` +
      `${count(planned.duplicates)} duplicates, ${count(planned.unknown)} unknown, ` +
      `${count(planned.scrambledCodes)} wrong codes, ${count(planned.malformed)} malformed` +
      (planned.wrongRegion + planned.invalid === 0
        ? ''
        : `, ${count(planned.wrongRegion)} in a wrong region, ${count(planned.invalid)} invalid`),
    `Accepted ${rate(report.acceptedPerSecond)}, counted ${rate(report.countedPerSecond)}, ` +
      `settled ${rate(report.settledPerSecond)}`,
    ...(latencyMs === undefined
      ? []
      : [
          `Time to 202: p50 ${ms(latencyMs.p50)}, p95 ${ms(latencyMs.p95)}, p99 ${ms(latencyMs.p99)}, ` +
            `longest ${ms(latencyMs.max)}`,
        ]),
    ...(report.retriesAfterRefusal + report.retriesAfterSilence === 0
      ? []
      : [
          `Sent again: ${count(report.retriesAfterRefusal)} after 429 or 503, ` +
            `${count(report.retriesAfterSilence)} after a lost answer (same Idempotency-Key)`,
        ]),
    table,
    ...standingsOf(report.standings),
    verdict(comparison),
  ];
  return lines.join('\n');
}

function standingsOf(standings: readonly RaceStanding[]): string[] {
  if (standings.length === 0) return [];
  const table = textTable({
    head: ['region', 'votes', 'ahead by first preferences', ''],
    right: [1, 3],
    rows: standings.map(({ region, votes, leader }) => {
      const share = leader === undefined ? '' : `${((leader.votes / votes) * 100).toFixed(1)} %`;
      return [region, votes, leader?.name ?? 'nobody yet', share];
    }),
  });
  return [table];
}

function count(n: number): string {
  return n.toLocaleString('en-CA');
}

function rate(perSecond: number | undefined): string {
  return perSecond === undefined ? 'not all' : `${count(Math.round(perSecond))}/s`;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
