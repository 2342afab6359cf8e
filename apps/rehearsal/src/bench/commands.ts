import { mkdir, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import { cliEnvironment, failQuietly, wholeNumber } from '@scrutin/cli';
import { MOST_VOTES_IN_BATCH } from '@scrutin/contracts/public';
import type { Environment } from '@scrutin/local-stack';
import type { OpenLoopBenchOptions } from '../open-loop/open-loop-options.ts';
import { addOpenLoopOptions, openLoopOf, ratesOf, withServers } from '../open-loop/open-loop-options.ts';
import { openLoopReport, ratesReport } from '../open-loop/open-loop-report.ts';
import { runOpenLoop } from '../open-loop/run-open-loop.ts';
import { runRates } from '../open-loop/run-rates.ts';
import type { BenchSettings } from './bench-settings.ts';
import { readBenchSettings } from './bench-settings.ts';
import { printCpuProfiles } from './cpu-profiles.ts';
import { comparison, recordRun } from './history.ts';
import { printDrain, printReport } from './report.ts';
import type { BenchFigures } from './run-bench.ts';
import { runBench } from './run-bench.ts';
import { runDrain } from './run-drain.ts';

interface BenchOptions extends OpenLoopBenchOptions {
  readonly duration: number;
  readonly connections?: number;
  readonly drain?: readonly number[];
  readonly gateway?: number;
  readonly idempotencyKeys?: boolean;
  readonly backlog: number;
  readonly json?: string;
  readonly cpuProfiles?: string;
  readonly breakdown?: boolean;
  readonly history?: string;
  readonly onlyCheck?: boolean;
}

/**
 * `scrutin bench`: how many votes a second this machine counts, compared with the requests that bare Express answers.
 */
export function registerBenchCommand(program: Command): void {
  addOpenLoopOptions(program.command('bench'))
    .description(
      'Measure the whole pipeline, API to counted, against bare Express in the same run (npm run bench).',
    )
    .option('--duration <seconds>', 'length of each measured load', wholeNumber(1, 600), 10)
    .option(
      '--connections <count>',
      'connections of the load generator (default: 256, and 16 with --gateway)',
      wholeNumber(1, 10_000),
    )
    .option('--workers <count>', 'validation workers', wholeNumber(1, 64), 1)
    .option('--aggregators <count>', 'aggregators', wholeNumber(1, 64), 1)
    .option(
      '--drain <numbers>',
      'measure how fast a full queue drains with these numbers of workers, such as 1,2,4',
      wholeNumbers,
    )
    .option(
      '--gateway <votes>',
      'let a gateway hand in the votes, so many with each request',
      wholeNumber(1, MOST_VOTES_IN_BATCH),
    )
    .option('--idempotency-keys', 'give each vote of the gateway a key of its own')
    .option(
      '--backlog <votes>',
      'votes in the queue before it drains',
      wholeNumber(1_000, 5_000_000),
      150_000,
    )
    .option(
      '--cpu-profiles <folder>',
      'also write a CPU profile of each service, and print where its time goes',
    )
    .addOption(
      new Option(
        '--breakdown',
        'also print where the time of a vote goes: the cores, the processes, and what the servers counted',
      ).conflicts(['drain', 'rate', 'rateOfCapacity', 'overload', 'growth', 'readers']),
    )
    .option('--history <file>', 'also add the figures to a file, and compare them with those before')
    .option('--json <file>', 'also write the figures to a file')
    .addOption(new Option('--only-check', 'check the options and do nothing else').hideHelp())
    .addHelpText(
      'after',
      `
Run it as \`npm run bench -- [options]\`: that starts separate servers and empties them first.

Examples:
  $ npm run bench -- --connections 512 --json figures.json
  $ npm run bench -- --drain 1,2,4
  $ npm run bench -- --gateway 500
  $ npm run bench -- --breakdown --json figures.json
  $ npm run bench -- --rate-of-capacity 0.8
  $ npm run bench -- --overload 3 --seconds 300
  $ npm run bench -- --growth 10000,100000,1000000
  $ npm run bench -- --readers 2000`,
    )
    .action(async (given: BenchOptions) => {
      if (given.onlyCheck === true) return;
      const options = { connections: given.gateway === undefined ? 256 : 16, ...given };
      const environment = await cliEnvironment();
      const settings = readBenchSettings(environment);
      if (options.cpuProfiles !== undefined) await mkdir(options.cpuProfiles, { recursive: true });
      const figures = await measuredAsAsked(environment, settings, options);
      if (options.cpuProfiles !== undefined) await printCpuProfiles(options.cpuProfiles);
      if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
      if (figures.lost !== 0) failQuietly();
    });
}

type Asked = BenchOptions & { readonly connections: number };

/** Does the measurement that the options ask for, and prints it. */
async function measuredAsAsked(
  environment: Environment,
  settings: BenchSettings,
  options: Asked,
): Promise<{ readonly lost: number }> {
  const openLoop = openLoopOf(options);
  if (openLoop !== undefined) {
    return withServers(environment, settings, async (servers, folder) =>
      printed(await runOpenLoop(servers, { ...openLoop, folder }), openLoopReport),
    );
  }
  const rates = ratesOf(options);
  if (rates !== undefined) {
    return withServers(environment, settings, async (servers, folder) =>
      printed(await runRates(servers, { ...rates, folder }), ratesReport),
    );
  }
  const { drain } = options;
  if (drain === undefined) return measured(settings, options);
  const figures = await runDrain(settings, { ...options, drain });
  printDrain(figures);
  return figures;
}

async function measured(settings: BenchSettings, options: Asked): Promise<BenchFigures> {
  const figures = await runBench(settings, options);
  printReport(figures);
  // What is profiled or broken down is slower, so it is no figure to compare with.
  const isComparable = options.cpuProfiles === undefined && options.breakdown !== true;
  if (options.history !== undefined && isComparable)
    console.log(comparison(figures, await recordRun(options.history, figures, new Date())));
  return figures;
}

function printed<Figures>(figures: Figures, text: (figures: Figures) => string): Figures {
  console.log(text(figures));
  return figures;
}

/** Numbers of processes that are separated by commas. @throws InvalidArgumentError, with which commander ends */
function wholeNumbers(text: string): number[] {
  return text.split(',').map(wholeNumber(1, 64));
}
