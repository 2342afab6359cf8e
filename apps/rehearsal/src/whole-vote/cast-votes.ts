import { existsSync } from 'node:fs';
import type { BallotStore } from '@scrutin/ballot-store';
import type { BenchProcess } from '../bench/bench-process.ts';
import { cpuOf, serverProcesses, subtract } from '../bench/bench-services.ts';
import type { BenchSettings } from '../bench/bench-settings.ts';
import type { MemoryWatch } from '../bench/process-memory.ts';
import { readMachine } from '../breakdown/machine-time.ts';
import type { LoadOutcome } from '../load/run-load.ts';
import { runLoad } from '../load/run-load.ts';
import { watchCounted } from './counted-votes.ts';
import { GrowingNumbers } from './growing-numbers.ts';
import type { BallotsInTurn, PlayedContest } from './played-contest.ts';
import type { Stages } from './stages.ts';
import { VoteProgress } from './vote-progress.ts';

export interface CastOptions {
  readonly stages: Stages;
  readonly store: Pick<BallotStore, 'ledger'>;
  readonly memory: MemoryWatch;
  readonly settings: Pick<BenchSettings, 'BENCH_SERVER_PIDS'>;
  readonly services: readonly BenchProcess[];
  readonly contest: Pick<PlayedContest, 'votePath'>;
  readonly turns: ReadonlyMap<string, BallotsInTurn>;
  readonly voters: number;
  /** The folder of the credential set. */
  readonly set: string;
  readonly connections: number;
  readonly port: number;
}

export interface CastVotes {
  readonly load: LoadOutcome;
  /** From the first request until the last vote was counted. */
  readonly seconds: number;
  /** Of each interval of the load, how many votes were counted by its end. */
  readonly countedAtEnd: readonly number[];
  /** Of each interval of the load, the core-seconds of each program, and those without work. */
  readonly cpuInInterval: readonly Readonly<Record<string, number>>[];
}

/** One of so many voters votes again, and after so many voters a stranger votes. */
const EVERY = 100;
const INTERVALS = 20;
const LOOK_EVERY_MS = 5_000;
const WITHOUT_WORK = 'idle or waiting';

/** Every voter votes, and the votes are counted: two stages. */
export async function castVotes(options: CastOptions): Promise<CastVotes> {
  const { stages, voters, memory } = options;
  const total = voters + 2 * Math.floor(voters / EVERY);
  const counted = watchCounted(options.store);
  const progress = new VoteProgress(total);
  const programs = [...options.services, ...serverProcesses(options.settings)];
  const cpu = new GrowingNumbers();
  const look = (): void => {
    for (const { name, pid } of programs) memory.look(name, pid);
    memory.lookAlone('this command', process.pid);
    cpu.note(performance.now(), cpuSoFar(programs));
  };
  const looks = setInterval(look, LOOK_EVERY_MS);
  const begunMs = performance.now();
  look();
  try {
    const load = await stages.do('cast the votes', () =>
      runLoad(
        {
          host: '127.0.0.1',
          port: options.port,
          path: options.contest.votePath,
          connections: options.connections,
          inFlight: 1,
          letters: options.set,
          skip: 0,
          voters,
          duplicateEvery: EVERY,
          unknownEvery: EVERY,
          ballots: Object.fromEntries(
            [...options.turns].map(([region, { bodyEnds }]) => [region, [...bodyEnds]]),
          ),
          pace: { kind: 'closed-loop' },
          interval: { everyAnswers: Math.ceil(total / INTERVALS) },
        },
        {
          onProgress: (accepted) => {
            progress.show(accepted, counted.latest);
          },
        },
      ),
    );
    progress.end();
    const endedMs = performance.now();
    await stages.do('count the votes that are on their way', () => counted.untilSettled(load.accepted));
    const seconds = load.seconds + (performance.now() - endedMs) / 1_000;
    look();
    memory.note('load generator', { largest: load.memoryBytes, together: load.memoryBytes });
    const loadBegunMs = Math.max(begunMs, endedMs - load.seconds * 1_000);
    return {
      load,
      seconds,
      countedAtEnd: load.intervals.map(({ toMs }) => counted.at(loadBegunMs + toMs)),
      cpuInInterval: load.intervals.map(({ fromMs, toMs }) =>
        subtract(cpu.at(loadBegunMs + toMs), cpu.at(loadBegunMs + fromMs)),
      ),
    };
  } finally {
    clearInterval(looks);
    progress.end();
  }
}

/** The core-seconds of each program, and those without work; none if there is no /proc. */
function cpuSoFar(programs: readonly Pick<BenchProcess, 'name' | 'pid'>[]): Record<string, number> {
  if (!existsSync('/proc/stat')) return {};
  const { cores, processes } = readMachine();
  return { ...cpuOf(programs, processes), [WITHOUT_WORK]: cores.idle + cores.iowait };
}
