import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { wholeNumber } from '@scrutin/cli';
import { openDatabase } from '@scrutin/database';
import type { Environment } from '@scrutin/local-stack';
import { createLogger } from '@scrutin/service-runtime/program';
import { VOTERS_PER_SECOND } from '../bench/bench-rolls.ts';
import type { BenchSettings } from '../bench/bench-settings.ts';
import type { MeasuredServers } from './measured-system.ts';
import type { OpenLoopOptions } from './run-open-loop.ts';
import type { RateOptions } from './run-rates.ts';

/** The options of `scrutin bench` for votes at fixed times. */
export interface OpenLoopBenchOptions {
  readonly rate?: number;
  readonly rateOfCapacity?: number;
  readonly overload?: number;
  readonly seconds?: number;
  readonly openConnections?: number;
  readonly inFlight: number;
  readonly growth?: readonly number[];
  readonly readers?: number;
  readonly duration: number;
  readonly workers: number;
  readonly aggregators: number;
}

const USUAL_SECONDS = 60;
const OVERLOAD_SECONDS = 300;
const USUAL_CONNECTIONS = 1_024;
/** More than the votes that a process of the API lets wait, and less than the connections that it keeps open. */
const OVERLOAD_CONNECTIONS = 12_000;

export function addOpenLoopOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--rate <votes>',
        'send so many votes a second at fixed times, and measure latency from these times',
      )
        .argParser(wholeNumber(1, 1_000_000))
        .conflicts(['rateOfCapacity', 'overload', 'drain']),
    )
    .addOption(
      new Option('--rate-of-capacity <share>', 'the same at a share of the capacity, which is measured first')
        .argParser(positive)
        .conflicts(['overload', 'drain']),
    )
    .addOption(
      new Option('--overload <times>', 'the same at several times the capacity; then, whether all recovers')
        .argParser(positive)
        .conflicts('drain'),
    )
    .option(
      '--seconds <n>',
      `how long votes come at fixed times (default: ${USUAL_SECONDS}, an overload: ${OVERLOAD_SECONDS})`,
      wholeNumber(1, 3_600),
    )
    .option(
      '--open-connections <count>',
      `connections over which votes at fixed times are sent (default: ${USUAL_CONNECTIONS}, an overload: ${OVERLOAD_CONNECTIONS})`,
      wholeNumber(1, 20_000),
    )
    .addOption(
      new Option(
        '--growth <voters>',
        'votes per second with rolls of these sizes, such as 10000,100000,1000000',
      )
        .argParser(sizes)
        .conflicts(['readers', 'rate', 'rateOfCapacity', 'overload', 'drain']),
    )
    .addOption(
      new Option('--readers <count>', 'votes per second with and without so many readers of the results')
        .argParser(wholeNumber(1, 20_000))
        .conflicts(['rate', 'rateOfCapacity', 'overload', 'drain']),
    )
    .option('--in-flight <count>', 'votes in flight on one of them', wholeNumber(1, 1_000), 1);
}

/** What is to be measured at fixed times; undefined if nothing is. */
export function openLoopOf(options: OpenLoopBenchOptions): Omit<OpenLoopOptions, 'folder'> | undefined {
  const { rate, rateOfCapacity, overload, workers, aggregators } = options;
  const ofCapacity = overload ?? rateOfCapacity;
  if (rate === undefined && ofCapacity === undefined) return undefined;
  return {
    rate: rate === undefined ? { ofCapacity: ofCapacity ?? 1 } : { perSecond: rate },
    seconds: options.seconds ?? (overload === undefined ? USUAL_SECONDS : OVERLOAD_SECONDS),
    connections:
      options.openConnections ?? (overload === undefined ? USUAL_CONNECTIONS : OVERLOAD_CONNECTIONS),
    inFlight: options.inFlight,
    workers,
    aggregators,
  };
}

/** What is to be measured at full speed in several situations; undefined if nothing is. */
export function ratesOf(options: OpenLoopBenchOptions): Omit<RateOptions, 'folder'> | undefined {
  const { growth, readers, duration: seconds, workers, aggregators } = options;
  const common = { seconds, workers, aggregators };
  if (growth !== undefined) return { ...common, rolls: growth, readers: [] };
  if (readers === undefined) return undefined;
  // In turns, because a later load has more in the database than an earlier one.
  const inTurns = [0, readers, 0, readers];
  return { ...common, rolls: inTurns.map(() => seconds * VOTERS_PER_SECOND), readers: inTurns };
}

/** Runs a measurement with a temporary folder and a connection of its own. */
export async function withServers<Figures>(
  environment: Environment,
  settings: BenchSettings,
  measure: (servers: MeasuredServers, folder: string) => Promise<Figures>,
): Promise<Figures> {
  const logger = createLogger({ service: 'bench', level: 'error' });
  const database = openDatabase({ url: settings.DATABASE_URL, poolMax: 2, applicationName: 'bench', logger });
  const folder = await mkdtemp(path.join(tmpdir(), 'scrutin-open-loop-'));
  try {
    return await measure({ environment, settings, database }, folder);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function sizes(text: string): number[] {
  return text.split(',').map(wholeNumber(1_000, 50_000_000));
}

function positive(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0 && number <= 100) return number;
  throw new InvalidArgumentError('A number above 0 is wanted, such as 0.8.');
}
