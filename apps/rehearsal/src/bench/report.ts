import { textTable } from '@scrutin/cli';
import { breakdownReport } from '../breakdown/breakdown-report.ts';
import type { BenchFigures } from './run-bench.ts';
import type { DrainFigures } from './run-drain.ts';

/** Prints the figures for people. They have the same names as in the JSON. */
export function printReport(figures: BenchFigures): void {
  const { machine } = figures;
  console.log(
    `\n${machine.cores} cores, ${machine.model}, Node ${machine.node}, PostgreSQL ${machine.postgres}`,
  );
  const rates = [
    ['bare Express, answered', whole(figures.express_per_s), '', ms(figures.express_p95_ms), ''],
    [
      'pipeline, accepted',
      whole(figures.accepted_per_s),
      ms(figures.p50_ms),
      ms(figures.p95_ms),
      ms(figures.p99_ms),
    ],
    ['pipeline, counted', whole(figures.counted_per_s), '', '', ''],
  ];
  console.log(
    textTable({ head: ['', 'per second', 'p50 ms', 'p95 ms', 'p99 ms'], right: [1, 2, 3, 4], rows: rates }),
  );
  const cpu = Object.entries(figures.cpu_s).map(([name, seconds]) => [
    name,
    seconds.toFixed(2),
    (figures.cpu_us_per_vote[name] ?? 0).toFixed(1),
  ]);
  console.log(textTable({ head: ['CPU of', 'core-seconds', 'µs per vote'], right: [1, 2], rows: cpu }));
  console.log(
    `ratio ${figures.ratio.toFixed(3)} · accepted ${whole(figures.accepted)} · counted ${whole(figures.counted)}` +
      ` · refused ${whole(figures.refused)} · lost ${whole(figures.lost)}`,
  );
  if (figures.breakdown !== undefined) console.log(breakdownReport(figures.breakdown));
}

/** Prints one line for each number of workers. */
export function printDrain(figures: DrainFigures): void {
  const { machine, aggregators, rounds } = figures;
  console.log(
    `\n${machine.cores} cores, ${machine.model}, Node ${machine.node}, aggregators: ${aggregators}`,
  );
  const processes = Object.keys(rounds[0]?.cpu_us_per_vote ?? {});
  const head = [
    'workers',
    'votes',
    'validated/s',
    'counted/s',
    'cores used',
    ...processes.map((name) => `µs ${name}`),
  ];
  const rows = rounds.map((one) => [
    String(one.workers),
    whole(one.votes),
    whole(one.validated_per_s),
    whole(one.counted_per_s),
    one.cores_used.toFixed(2),
    ...processes.map((name) => (one.cpu_us_per_vote[name] ?? 0).toFixed(1)),
  ]);
  console.log(textTable({ head, right: head.map((_, i) => i), rows }));
  console.log(
    `PostgreSQL wrote ${whole(figures.wal_bytes_per_vote)} bytes of WAL for each vote, and its files grew by ` +
      `${whole(figures.disk_bytes_per_vote)} bytes · lost ${whole(figures.lost)}`,
  );
}

function whole(count: number): string {
  return count.toLocaleString('en');
}

function ms(time: number): string {
  return time.toFixed(1);
}
