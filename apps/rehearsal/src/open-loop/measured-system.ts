import type { BallotStore } from '@scrutin/ballot-store';
import { apiOf, withOffice } from '@scrutin/cli';
import type { Database } from '@scrutin/database';
import type { Environment } from '@scrutin/local-stack';
import type { BenchProcess } from '../bench/bench-process.ts';
import { benchServices, serverProcesses } from '../bench/bench-services.ts';
import type { BenchSettings } from '../bench/bench-settings.ts';
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

export interface MeasuredServers {
  readonly environment: Environment;
  readonly settings: BenchSettings;
  readonly database: Database;
}

/** A running system whose laws are voted on. */
export interface MeasuredSystem {
  /** The port of the API. */
  readonly port: number;
  /** Makes and opens a law with so many voters. @param name part of its identifier */
  openLaw(name: string, voters: number): Promise<OpenedLaw>;
}

/** A law that is open, and its letters. Each load uses those that the loads before it left. */
interface OpenedLaw extends Sending {
  readonly lawId: string;
}

const CAPACITY_CONNECTIONS = 256;
/** Who waits so long for a connection gives up. */
const PATIENCE_MS = 10_000;
const MEMORY_EVERY_MS = 2_000;
/** How many ballots the voters cast in turn. */
const BALLOTS = 1_000;

interface Sending {
  closedLoop(seconds: number): Promise<LoadOutcome>;
  openLoop(
    perSecond: number,
    seconds: number,
    options: { readonly connections: number; readonly inFlight: number; readonly warmUpSeconds: number },
  ): Promise<WatchedLoad>;
}

/** A load, and what was seen meanwhile. */
export interface WatchedLoad {
  readonly outcome: LoadOutcome;
  /** What PostgreSQL did; milliseconds since the load began. */
  readonly moments: readonly Moment[];
  readonly memory: readonly MemorySample[];
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
    async openLoop(perSecond, seconds, { connections, inFlight, warmUpSeconds }) {
      const programs = [...options.services, ...serverProcesses(options.settings)].map(({ name, pid }) => ({
        name,
        pid,
      }));
      const watch = watchMoments(database);
      const memory = memorySeries(programs, MEMORY_EVERY_MS);
      const pace = { kind: 'open-loop', perSecond, warmUpSeconds, seconds, patienceMs: PATIENCE_MS } as const;
      const outcome = await send(pace, connections, inFlight, 1_000, programs);
      const begunMs = performance.now() - outcome.seconds * 1_000;
      const samples = memory.end();
      const moments = (await watch.end()).map(({ ms, what }) => ({ ms: ms - begunMs, what }));
      return { outcome, moments, memory: samples };
    },
  };
}

/**
 * Starts the services of a measurement.
 *
 * @param services every process that is started is added to this list, for `endAll`
 * @param folder for credentials and logs
 */
export async function startSystem(
  servers: MeasuredServers,
  { workers, aggregators, folder }: { workers: number; aggregators: number; folder: string },
  services: BenchProcess[],
): Promise<MeasuredSystem> {
  const stages = new Stages();
  const commands = operatorCommands(servers.environment, new MemoryWatch());
  const starts = benchServices(servers.settings, folder, services);
  for (let i = 0; i < workers; i++) await starts.worker();
  for (let i = 0; i < aggregators; i++) await starts.aggregator();
  const { port } = await starts.api();
  return {
    port,
    async openLaw(name, voters) {
      const nowMs = Date.now();
      const contest = playedLaw(`BENCH-${name}-${nowMs.toString(36).toUpperCase()}`, nowMs, 'live');
      const set = await prepareContest(contest, Math.ceil(voters), { stages, commands, folder });
      await openContest(contest, commands);
      return { lawId: contest.id, ...(await sending({ ...servers, contest, set, port, services })) };
    },
  };
}

/** Waits until everything that was accepted is settled. Returns the seconds that it took. */
export async function untilAllSettled(
  store: Pick<BallotStore, 'ledger'>,
  outcomes: readonly LoadOutcome[],
): Promise<number> {
  const accepted = outcomes.reduce((sum, outcome) => sum + outcome.accepted, 0);
  const begunMs = performance.now();
  await watchCounted(store).untilSettled(accepted);
  return (performance.now() - begunMs) / 1_000;
}
