import type { BallotStore } from '@scrutin/ballot-store';
import type { BenchProcess } from '../bench/bench-process.ts';
import { serverProcesses } from '../bench/bench-services.ts';
import type { BenchSettings } from '../bench/bench-settings.ts';
import type { MemoryWatch } from '../bench/process-memory.ts';
import type { LoadOutcome } from '../load/run-load.ts';
import { runLoad } from '../load/run-load.ts';
import { watchCounted } from './counted-votes.ts';
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
}

/** One of so many voters votes again, and after so many voters a stranger votes. */
const EVERY = 100;
const INTERVALS = 20;
const LOOK_EVERY_MS = 5_000;

/** Every voter votes, and the votes are counted: two stages. */
export async function castVotes(options: CastOptions): Promise<CastVotes> {
  const { stages, voters, memory } = options;
  const total = voters + 2 * Math.floor(voters / EVERY);
  const counted = watchCounted(options.store);
  const progress = new VoteProgress(total);
  const look = (): void => {
    for (const { name, pid } of options.services) memory.look(name, pid);
    for (const { name, pid } of serverProcesses(options.settings)) memory.look(name, pid);
    memory.lookAlone('this command', process.pid);
  };
  const looks = setInterval(look, LOOK_EVERY_MS);
  const begunMs = performance.now();
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
    };
  } finally {
    clearInterval(looks);
    progress.end();
  }
}
