import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import { cliEnvironment, failQuietly, wholeNumber } from '@scrutin/cli';
import { readBenchSettings } from './bench-settings.ts';
import { printReport } from './report.ts';
import { runBench } from './run-bench.ts';

interface BenchOptions {
  readonly duration: number;
  readonly connections: number;
  readonly workers: number;
  readonly aggregators: number;
  readonly json?: string;
  readonly onlyCheck?: boolean;
}

/**
 * `scrutin bench`: how many votes a second this machine counts, compared with the requests that bare Express answers.
 */
export function registerBenchCommand(program: Command): void {
  program
    .command('bench')
    .description(
      'Measure the whole pipeline, API to counted, against bare Express in the same run (npm run bench).',
    )
    .option('--duration <seconds>', 'length of each measured load', wholeNumber(1, 600), 10)
    .option('--connections <count>', 'connections of the load generator', wholeNumber(1, 10_000), 256)
    .option('--workers <count>', 'validation workers', wholeNumber(1, 64), 1)
    .option('--aggregators <count>', 'aggregators', wholeNumber(1, 64), 1)
    .option('--json <file>', 'also write the figures to a file')
    .addOption(new Option('--only-check', 'check the options and do nothing else').hideHelp())
    .addHelpText(
      'after',
      `
Run it as \`npm run bench -- [options]\`: that starts separate servers and empties them first.

Example:
  $ npm run bench -- --connections 512 --json figures.json`,
    )
    .action(async (options: BenchOptions) => {
      if (options.onlyCheck === true) return;
      const figures = await runBench(readBenchSettings(await cliEnvironment()), options);
      printReport(figures);
      if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
      if (figures.lost !== 0) failQuietly();
    });
}
