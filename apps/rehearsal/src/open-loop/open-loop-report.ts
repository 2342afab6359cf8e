import { textTable } from '@scrutin/cli';
import type { LoadInterval } from '../load/load-order.ts';
import type { LoadOutcome } from '../load/run-load.ts';
import type { OpenLoopFigures, OpenLoopPhase } from './run-open-loop.ts';
import type { RateFigures } from './run-rates.ts';

const WORST = 5;
const MEMORY_ROWS = 8;
/** A moment belongs to a second if it was noticed in it or in the second after it. */
const NOTICED_WITHIN_MS = 1_000;
const MIB = 1024 * 1024;
const NAMES: Readonly<Record<OpenLoopPhase['name'], string>> = {
  before: 'calm before',
  measured: 'measured',
  after: 'calm after',
};

/** The figures for people. */
export function openLoopReport(figures: OpenLoopFigures): string {
  const { capacity, phases } = figures;
  return [
    ...(capacity === undefined ? [] : [`capacity in a closed loop: ${whole(capacity)} accepted per second`]),
    rates(phases),
    ...phases.filter(({ name }) => name === 'measured').flatMap((phase) => [worst(phase), memory(phase)]),
    ...recovery(phases),
    `received ${whole(figures.received)} · counted ${whole(figures.counted)} · rejected ${whole(figures.rejected)} · lost ` +
      `${whole(figures.lost)} · everything was settled ${figures.settledAfterSeconds.toFixed(1)} s after the last answer`,
  ].join('\n');
}

/** One line for each roll, or with and without readers. */
export function ratesReport({ rows, lost }: RateFigures): string {
  const head = [
    'on the roll',
    'counted before',
    'votes',
    'counted/s',
    'p50 ms',
    'p95',
    'p99',
    'answers to readers',
    'p95 ms',
  ];
  const table = textTable({
    head,
    right: head.map((_, i) => i),
    rows: rows.map(({ roll, countedBefore, countedPerSecond, load, readers }) => [
      whole(roll),
      whole(countedBefore),
      whole(load.accepted),
      whole(countedPerSecond),
      ...[load.latencyMs.p50, load.latencyMs.p95, load.latencyMs.p99].map(ms),
      readers === undefined
        ? ''
        : Object.entries(readers.answers)
            .map(([status, n]) => `${whole(n)} × ${status}`)
            .join(', '),
      readers === undefined ? '' : ms(readers.p95Ms),
    ]),
  });
  return `${table}\nlost ${whole(lost)}`;
}

function rates(phases: readonly OpenLoopPhase[]): string {
  const head = [
    '',
    'sent/s',
    '202/s',
    '503, %',
    'other',
    'gave up, %',
    'p50 ms',
    'p95',
    'p99',
    'longest',
    'stall',
  ];
  const rows = phases.map(({ name, perSecond, outcome: load }) => {
    const answers = Object.values(load.answers).reduce((sum, n) => sum + n, 0);
    const refused = load.answers['503'] ?? 0;
    const { p50, p95, p99, max } = load.latencyMs;
    return [
      NAMES[name],
      whole(perSecond),
      whole(acceptedPerSecond(load)),
      percent(refused, answers),
      whole(answers - refused - load.accepted),
      percent(load.gaveUp, answers + load.gaveUp),
      ...[p50, p95, p99, max, load.longestStall.ms].map(ms),
    ];
  });
  const refusals = phases
    .filter(({ outcome }) => outcome.refusalMs.max > 0)
    .map(
      ({ name, outcome: { refusalMs: r } }) =>
        `${NAMES[name]}: 503 after p50 ${ms(r.p50)}, p95 ${ms(r.p95)}, p99 ${ms(r.p99)} ms`,
    );
  return [textTable({ head, right: head.map((_, i) => i), rows }), ...refusals].join('\n');
}

/** Without the time of warming up, which no interval covers. */
function acceptedPerSecond({ intervals }: LoadOutcome): number {
  const accepted = intervals.reduce((sum, interval) => sum + interval.accepted, 0);
  const ms = (intervals.at(-1)?.toMs ?? 0) - (intervals[0]?.fromMs ?? 0);
  return ms > 0 ? accepted / (ms / 1_000) : 0;
}

/** The seconds with the longest latency, and what PostgreSQL did in them. */
function worst({ outcome: load, moments }: OpenLoopPhase): string {
  const seconds = load.intervals.toSorted((a, b) => b.latencyMs.max - a.latencyMs.max).slice(0, WORST);
  const rows = seconds.map((one) => [
    `${Math.round(one.fromMs / 1_000)} s`,
    ...[one.latencyMs.p95, one.latencyMs.max, one.stallMs].map(ms),
    moments
      .filter(({ ms: at }) => at >= one.fromMs && at <= one.toMs + NOTICED_WITHIN_MS)
      .map(({ what }) => what)
      .join(', '),
  ]);
  return textTable({
    head: ['the worst seconds', 'p95 ms', 'longest', 'stall', 'meanwhile'],
    right: [1, 2, 3],
    rows,
  });
}

function memory({ memory: samples }: OpenLoopPhase): string {
  const names = Object.keys(samples.at(-1)?.bytes ?? {});
  const every = Math.max(1, Math.floor(samples.length / MEMORY_ROWS));
  const rows = samples
    .filter((_, i) => i % every === 0)
    .map((sample) => [
      `${Math.round(sample.ms / 1_000)} s`,
      ...names.map((name) => whole((sample.bytes[name] ?? 0) / MIB)),
    ]);
  return textTable({ head: ['memory, MiB', ...names], right: names.map((_, i) => i + 1), rows });
}

/** When the latency after an overload is again at most twice that of before it. */
function recovery(phases: readonly OpenLoopPhase[]): string[] {
  const before = phases.find(({ name }) => name === 'before');
  const after = phases.find(({ name }) => name === 'after');
  if (before === undefined || after === undefined) return [];
  const usual = 2 * before.outcome.latencyMs.p95;
  const last = after.outcome.intervals.findLastIndex(({ latencyMs }: LoadInterval) => latencyMs.p95 > usual);
  const seconds = last < 0 ? 0 : (after.outcome.intervals[last]?.toMs ?? 0) / 1_000;
  return last === after.outcome.intervals.length - 1
    ? [`NOT RECOVERED: p95 was still above ${ms(usual)} ms at the end`]
    : [
        `recovered: ${seconds.toFixed(0)} s after the overload, p95 was back below ${ms(usual)} ms, twice that of before`,
      ];
}

function whole(n: number): string {
  return Math.round(n).toLocaleString('en');
}

function percent(part: number, all: number): string {
  return all === 0 ? '0' : ((100 * part) / all).toFixed(1);
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
