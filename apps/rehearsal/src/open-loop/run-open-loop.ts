import type { BallotStore } from '@scrutin/ballot-store';
import { apiOf, withBallotStore, withOffice } from '@scrutin/cli';
import type { Database } from '@scrutin/database';
import type { Environment } from '@scrutin/local-stack';
import type { BenchProcess } from '../bench/bench-process.ts';
import { benchServices, endAll, serverProcesses } from '../bench/bench-services.ts';
import type { BenchSettings } from '../bench/bench-settings.ts';
import { say } from '../bench/figures.ts';
import { MemoryWatch } from '../bench/process-memory.ts';
import type { LoadOrder } from '../load/load-order.ts';
import type { LoadOutcome } from '../load/run-load.ts';
import { runLoad } from '../load/run-load.ts';
import { watchCounted } from '../whole-vote/counted-votes.ts';
import { operatorCommands } from '../whole-vote/operator-command.ts';
import type { PlayedContest } from '../whole-vote/played-contest.ts';
import { ballotsInTurn } from '../whole-vote/played-contest.ts';
import { playedLaw } from '../whole-vote/played-law.ts';
import { openContest, prepareContest } from '../whole-vote/prepare-contest.ts';
import { Stages } from '../whole-vote/stages.ts';
import type { MemorySample } from './memory-series.ts';
import { memorySeries } from './memory-series.ts';
import type { Moment } from './moments.ts';
import { watchMoments } from './moments.ts';

export interface OpenLoopOptions {
  /** Votes per second; or a part of the capacity, which is measured first. Above 1 it is an overload. */
  readonly rate: { readonly perSecond: number } | { readonly ofCapacity: number };
  /** How long votes are sent at this rate. */
  readonly seconds: number;
  readonly connections: number;
  /** How many votes may be in flight on one connection. */
  readonly inFlight: number;
  readonly workers: number;
  readonly aggregators: number;
  /** A folder for credentials and logs. */
  readonly folder: string;
}

/** A load at one rate. */
export interface OpenLoopPhase {
  readonly name: 'before' | 'measured' | 'after';
  readonly perSecond: number;
  readonly load: LoadOutcome;
  /** What PostgreSQL did meanwhile; milliseconds since the phase began. */
  readonly moments: readonly Moment[];
  readonly memory: readonly MemorySample[];
}

export interface OpenLoopFigures {
  /** Votes accepted per second in a closed loop; undefined if the rate was given. */
  readonly capacity: number | undefined;
  readonly perSecond: number;
  readonly phases: readonly OpenLoopPhase[];
  /** The seconds after the last answer until every vote was counted or rejected. */
  readonly settledAfterSeconds: number;
  readonly received: number;
  readonly counted: number;
  readonly rejected: number;
  readonly accepted: number;
  /** Accepted votes that are then not counted, and votes that the ledger misses. */
  readonly lost: number;
}

const CAPACITY_SECONDS = 10;
const CAPACITY_CONNECTIONS = 256;
/** More than any run counted so far, so that no run is short of voters. */
const CAPACITY_VOTERS_PER_SECOND = 25_000;
/** Before and after an overload, votes come at this part of the capacity for so long. */
const CALM = { ofCapacity: 0.5, seconds: 15 };
const PATIENCE_MS = 10_000;
const MEMORY_EVERY_MS = 2_000;
const BALLOTS = 1_000;

/**
 * Sends votes at fixed times, whatever the server does, and measures from these times. Under an overload it also
 * measures a calm time before and after it, and whether everything recovers.
 */
export async function runOpenLoop(
  servers: {
    readonly environment: Environment;
    readonly settings: BenchSettings;
    readonly database: Database;
  },
  options: OpenLoopOptions,
): Promise<OpenLoopFigures> {
  const { environment, settings, database } = servers;
  const stages = new Stages();
  const commands = operatorCommands(environment, new MemoryWatch());
  const services: BenchProcess[] = [];
  try {
    const starts = benchServices(settings, options.folder, services);
    for (let i = 0; i < options.workers; i++) await starts.worker();
    for (let i = 0; i < options.aggregators; i++) await starts.aggregator();
    const { port } = await starts.api();
    const begin = async (name: string, voters: number): Promise<Sending> => {
      const contest = playedLaw(`BENCH-${name}-${Date.now().toString(36).toUpperCase()}`, Date.now());
      const set = await prepareContest(contest, Math.ceil(voters), {
        stages,
        commands,
        folder: options.folder,
      });
      await openContest(contest, commands);
      return sending({ environment, contest, set, port, services, settings, database });
    };
    return await withBallotStore(environment, async (store) => {
      const outcomes: LoadOutcome[] = [];
      let capacity: number | undefined;
      if ('ofCapacity' in options.rate) {
        say('capacity, in a closed loop');
        const toMeasure = await begin('CAPACITY', CAPACITY_SECONDS * CAPACITY_VOTERS_PER_SECOND);
        const closed = await toMeasure.closedLoop(CAPACITY_SECONDS);
        outcomes.push(closed);
        capacity = closed.accepted / closed.seconds;
        await settled(store, outcomes);
      }
      const perSecond =
        'perSecond' in options.rate ? options.rate.perSecond : options.rate.ofCapacity * (capacity ?? 0);
      const calmPerSecond = CALM.ofCapacity * (capacity ?? perSecond);
      const isOverload = capacity !== undefined && perSecond > capacity;
      const accepting = Math.min(perSecond, 1.5 * (capacity ?? perSecond));
      const voters = accepting * options.seconds + 2 * CALM.seconds * calmPerSecond + BALLOTS;
      const load = await begin('OPEN-LOOP', voters);
      const phases: OpenLoopPhase[] = [];
      const phase = async (name: OpenLoopPhase['name'], rate: number, seconds: number): Promise<void> => {
        say(`${Math.round(rate).toLocaleString('en')} votes per second for ${seconds} s, at fixed times`);
        const { outcome, ...rest } = await load.openLoop(rate, seconds, options);
        outcomes.push(outcome);
        phases.push({ name, perSecond: rate, load: outcome, ...rest });
      };
      if (isOverload) await phase('before', calmPerSecond, CALM.seconds);
      await phase('measured', perSecond, options.seconds);
      if (isOverload) await phase('after', calmPerSecond, CALM.seconds);
      const settledAfterSeconds = await settled(store, outcomes);
      const ledger = await store.ledger();
      const rejected = Object.values(ledger.rejected).reduce((sum, votes) => sum + votes, 0);
      const accepted = outcomes.reduce((sum, outcome) => sum + outcome.accepted, 0);
      return {
        capacity,
        perSecond,
        phases,
        settledAfterSeconds,
        received: ledger.received,
        counted: ledger.counted,
        rejected,
        accepted,
        // A voter is accepted at most once here, so each accepted vote is one that is counted.
        lost:
          Math.max(0, accepted - ledger.counted) + Math.max(0, ledger.received - ledger.counted - rejected),
      };
    });
  } finally {
    await endAll(services);
  }
}

interface Sending {
  closedLoop(seconds: number): Promise<LoadOutcome>;
  openLoop(
    perSecond: number,
    seconds: number,
    options: Pick<OpenLoopOptions, 'connections' | 'inFlight'>,
  ): Promise<Pick<OpenLoopPhase, 'moments' | 'memory'> & { readonly outcome: LoadOutcome }>;
}

interface SendingOptions {
  readonly environment: Environment;
  readonly contest: PlayedContest;
  readonly set: string;
  readonly port: number;
  readonly services: readonly BenchProcess[];
  readonly settings: BenchSettings;
  readonly database: Database;
}

/** Sends votes in one contest, each load with the letters that the loads before it left. */
async function sending(options: SendingOptions): Promise<Sending> {
  const { contest, port, database } = options;
  const api = apiOf(options.environment, `http://127.0.0.1:${port}`);
  const turns = await withOffice(options.environment, (office) =>
    Promise.resolve(ballotsInTurn(contest.poll(api, office), BALLOTS, 1)),
  );
  let used = 0;
  const send = async (
    pace: LoadOrder['pace'],
    connections: number,
    inFlight: number,
    everyMs: number,
    programs: { name: string; pid: number }[] = [],
  ): Promise<LoadOutcome> => {
    const outcome = await runLoad(
      {
        ...{ host: '127.0.0.1', port, path: contest.votePath, connections, inFlight, pace },
        ...{ letters: options.set, skip: used, voters: 1e9, duplicateEvery: 0, unknownEvery: 0 },
        ballots: Object.fromEntries([...turns].map(([region, { bodyEnds }]) => [region, [...bodyEnds]])),
        interval: { everyMs },
      },
      { onStart: (pid) => programs.push({ name: 'load generator', pid }) },
    );
    used += outcome.letters;
    return outcome;
  };
  return {
    closedLoop: (seconds) => send({ kind: 'closed-loop', seconds }, CAPACITY_CONNECTIONS, 1, 1_000),
    async openLoop(perSecond, seconds, { connections, inFlight }) {
      const programs = [...options.services, ...serverProcesses(options.settings)].map(({ name, pid }) => ({
        name,
        pid,
      }));
      const watch = watchMoments(database);
      const memory = memorySeries(programs, MEMORY_EVERY_MS);
      const pace = { kind: 'open-loop', perSecond, seconds, patienceMs: PATIENCE_MS } as const;
      const outcome = await send(pace, connections, inFlight, 1_000, programs);
      const begunMs = performance.now() - outcome.seconds * 1_000;
      const samples = memory.end();
      const moments = (await watch.end()).map(({ ms, what }) => ({ ms: ms - begunMs, what }));
      return { outcome, moments, memory: samples };
    },
  };
}

/** Waits until everything that was accepted is settled. Returns the seconds that it took. */
async function settled(
  store: Pick<BallotStore, 'ledger'>,
  outcomes: readonly LoadOutcome[],
): Promise<number> {
  const accepted = outcomes.reduce((sum, outcome) => sum + outcome.accepted, 0);
  const begunMs = performance.now();
  await watchCounted(store).untilSettled(accepted);
  return (performance.now() - begunMs) / 1_000;
}
