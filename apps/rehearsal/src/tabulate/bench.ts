import type { Command } from 'commander';
import { refuse, wholeNumber } from '@scrutin/cli';
import type { Contest, RuleSet } from '@scrutin/tabulation';
import { DEFAULT_RULES, tabulate } from '@scrutin/tabulation';
import { seededBallots } from './seeded-ballots.ts';

interface BenchOptions {
  readonly runs: number;
  readonly seed: number;
  readonly json?: boolean;
}

interface Measurement {
  readonly ballots: number;
  readonly candidates: number;
  readonly rules: string;
  readonly rounds: number;
  readonly winners: readonly string[];
  /** The time of the fastest run by the clock, and the processor time of this process in the same run. */
  readonly wallMs: number;
  readonly cpuMs: number;
}

const SIZES = [
  { ballots: 8_000_000, candidates: 10 },
  { ballots: 1_000_000, candidates: 20 },
] as const;
const STV_SEATS = 3;

export function registerTabulateBenchCommand(tabulateCommand: Command): void {
  tabulateCommand
    .command('bench')
    .summary('measure the speed of a count')
    .description(
      'Counts generated ballots, each one by itself (not grouped), in memory and on one thread: 8 million ballots ' +
        `with 10 candidates and 1 million with 20, by IRV and by Scottish STV with ${STV_SEATS} seats. The time is ` +
        'from the ballots in memory to the winners with all rounds, checks of the input included.',
    )
    .option('--runs <n>', 'runs of each count; the fastest is shown', wholeNumber(1, 100), 5)
    .option('--seed <n>', 'seed of the generated ballots', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--json', 'print the measurements as JSON')
    .addHelpText('after', '\nExample:\n  $ npx scrutin tabulate bench --runs 1')
    .action((options: BenchOptions, command: Command) => {
      const measurements = SIZES.flatMap(({ ballots, candidates }) =>
        measure(ballots, candidates, options, command),
      );
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(measurements)}\n`
          : `${measurements.map(describeMeasurement).join('\n')}\n`,
      );
    });
}

function measure(
  ballots: number,
  candidates: number,
  options: BenchOptions,
  command: Command,
): Measurement[] {
  const ids = Array.from({ length: candidates }, (_, index) => `c${index + 1}`);
  const contest: Contest = {
    candidates: ids.map((id) => ({ id, name: id })),
    ballots: seededBallots(ballots, candidates, options.seed),
    seats: 1,
  };
  const cases: readonly { rules: RuleSet; seats: number }[] = [
    { rules: { ...DEFAULT_RULES.irv, order: ids }, seats: 1 },
    { rules: { ...DEFAULT_RULES['scottish-stv-2011'], order: ids }, seats: STV_SEATS },
  ];
  return cases.map(({ rules, seats }) => best({ ...contest, seats }, rules, options.runs, ballots, command));
}

function best(
  contest: Contest,
  rules: RuleSet,
  runs: number,
  ballots: number,
  command: Command,
): Measurement {
  let fastest: Measurement | undefined;
  for (let run = 0; run < runs; run += 1) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const result = tabulate(contest, rules);
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    if (result.status !== 'complete') refuse(command, `the count ended with ${result.status}`);
    if (fastest !== undefined && fastest.wallMs <= wallMs) continue;
    fastest = {
      ballots,
      candidates: contest.candidates.length,
      rules: rules.rule,
      rounds: result.rounds.length,
      winners: result.winners,
      wallMs,
      cpuMs: (user + system) / 1000,
    };
  }
  return fastest ?? refuse(command, 'no run');
}

function describeMeasurement({
  ballots,
  candidates,
  rules,
  rounds,
  winners,
  wallMs,
  cpuMs,
}: Measurement): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  const size = `${ballots.toLocaleString('en-CA')} ballots x ${candidates}`;
  return `${size}, ${rules}: ${seconds(wallMs)} (processor ${seconds(cpuMs)}), ${rounds} rounds, ${winners.join(' ')}`;
}
