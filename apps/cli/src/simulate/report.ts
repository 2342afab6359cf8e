import Table from 'cli-table3';
import { isDifference } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import type { Latencies } from './latency.ts';
import type { PlanCounts } from './vote-plan.ts';

/** Everything a run tells, as `--json` prints it. Times in milliseconds unless the name says seconds. */
export interface SimulationReport {
  readonly lawId: string;
  readonly seed: number;
  readonly planned: PlanCounts;
  readonly sent: number;
  readonly accepted: number;
  readonly acceptedPerSecond: number;
  /** Settled (counted or rejected with a reason) per second, from the first request to the last vote settled. */
  readonly settledPerSecond: number | undefined;
  readonly countedPerSecond: number | undefined;
  readonly latencyMs: Latencies | undefined;
  readonly retriesAfterRefusal: number;
  readonly retriesAfterSilence: number;
  readonly comparison: Comparison;
  readonly ok: boolean;
}

/** The report for people. */
export function describe(report: SimulationReport): string {
  const { planned, comparison, latencyMs } = report;
  const table = new Table({ head: ['', 'expected', 'found', ''], style: { head: [], border: [] } });
  for (const row of comparison.rows) {
    const delta = row.found - row.expected;
    table.push([
      row.name,
      { content: count(row.expected), hAlign: 'right' },
      { content: count(row.found), hAlign: 'right' },
      isDifference(row) ? `DIFFERS by ${delta > 0 ? '+' : ''}${count(delta)}` : '',
    ]);
  }
  const lines = [
    '',
    `${count(report.sent)} requests on ${report.lawId} (seed ${report.seed}): ${count(planned.voters)} voters, ` +
      `${count(planned.duplicates)} duplicates, ${count(planned.unknown)} unknown, ` +
      `${count(planned.scrambledCodes)} wrong codes, ${count(planned.malformed)} malformed`,
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
    verdict(comparison),
  ];
  return lines.join('\n');
}

export function verdict({ rows, differences, votesOfOthers }: Comparison): string {
  if (differences.length === 0) return 'Every vote is where it belongs: sent, ledger and results agree.';
  const surplus = (name: string): number => {
    const row = rows.find((candidate) => candidate.name === name);
    return row === undefined ? 0 : row.found - row.expected;
  };
  const lines = [`NOT in agreement: ${differences.map(({ name }) => name).join(', ')}.`];
  if (votesOfOthers > 0) {
    lines.push(
      `The ledger moved by ${count(votesOfOthers)} votes of others meanwhile: nothing can be concluded, run it again alone.`,
    );
  } else if (surplus('already-voted') > 0 && surplus('already-voted') === -surplus('counted')) {
    lines.push(
      `${count(surplus('already-voted'))} of the voters had voted before: give --credentials a set that was never used.`,
    );
  }
  return lines.join('\n');
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
