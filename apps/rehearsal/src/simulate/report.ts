import Table from 'cli-table3';
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

const PLAIN = { head: [], border: [] };

/** The report for people. */
export function describe(report: SimulationReport): string {
  const { planned, comparison, latencyMs } = report;
  const table = new Table({ head: ['', 'expected', 'found', ''], style: PLAIN });
  for (const row of comparison.rows) {
    const delta = row.found - row.expected;
    table.push([
      row.name,
      right(count(row.expected)),
      right(count(row.found)),
      isDifference(row) ? `DIFFERS by ${delta > 0 ? '+' : ''}${count(delta)}` : '',
    ]);
  }
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
    table.toString(),
    ...standingsOf(report.standings),
    verdict(comparison),
  ];
  return lines.join('\n');
}

function standingsOf(standings: readonly RaceStanding[]): string[] {
  if (standings.length === 0) return [];
  const table = new Table({ head: ['region', 'votes', 'ahead by first preferences', ''], style: PLAIN });
  for (const { region, votes, leader } of standings) {
    const share = leader === undefined ? '' : `${((leader.votes / votes) * 100).toFixed(1)} %`;
    table.push([region, right(count(votes)), leader?.name ?? 'nobody yet', right(share)]);
  }
  return [table.toString()];
}

function right(content: string): { readonly content: string; readonly hAlign: 'right' } {
  return { content, hAlign: 'right' };
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
