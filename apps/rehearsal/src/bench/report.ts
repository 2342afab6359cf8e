import { textTable } from '@scrutin/cli';
import type { BenchFigures } from './run-bench.ts';

/** Prints the figures for people. They have the same names as in the JSON. */
export function printReport(figures: BenchFigures): void {
  const { machine } = figures;
  console.log(`\n${machine.cores} cores, ${machine.model}, Node ${machine.node}`);
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
}

function whole(count: number): string {
  return count.toLocaleString('en');
}

function ms(time: number): string {
  return time.toFixed(1);
}
