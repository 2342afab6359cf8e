import { withBallotStore } from '@scrutin/cli';
import type { BenchProcess } from '../bench/bench-process.ts';
import { endAll } from '../bench/bench-services.ts';
import { say } from '../bench/figures.ts';
import type { LoadOutcome } from '../load/run-load.ts';
import type { MeasuredServers, WatchedLoad } from './measured-system.ts';
import { startSystem, untilAllSettled } from './measured-system.ts';

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
export interface OpenLoopPhase extends WatchedLoad {
  readonly name: 'before' | 'measured' | 'after';
  readonly perSecond: number;
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
/** More than any run counted so far, so that no run is short of voters. */
const CAPACITY_VOTERS_PER_SECOND = 25_000;
/** Before and after an overload, votes come at this part of the capacity for so long. */
const CALM = { ofCapacity: 0.5, seconds: 15 };
/** A load generator warms up for so long, unless it begins or ends an overload. */
const WARM_UP_SECONDS = 5;
/** Voters more than the expected number, as no clock is exact. */
const SPARE_VOTERS = 1_000;

/**
 * Sends votes at fixed times, whatever the server does, and measures from these times. Under an overload it also
 * measures a calm time before and after it, and whether everything recovers.
 */
export async function runOpenLoop(
  servers: MeasuredServers,
  options: OpenLoopOptions,
): Promise<OpenLoopFigures> {
  const services: BenchProcess[] = [];
  try {
    const system = await startSystem(servers, options, services);
    return await withBallotStore(servers.environment, async (store) => {
      const outcomes: LoadOutcome[] = [];
      let capacity: number | undefined;
      if ('ofCapacity' in options.rate) {
        say('capacity, in a closed loop');
        const toMeasure = await system.openLaw('CAPACITY', CAPACITY_SECONDS * CAPACITY_VOTERS_PER_SECOND);
        const closed = await toMeasure.closedLoop(CAPACITY_SECONDS);
        outcomes.push(closed);
        capacity = closed.accepted / closed.seconds;
        await untilAllSettled(store, outcomes);
      }
      const perSecond =
        'perSecond' in options.rate ? options.rate.perSecond : options.rate.ofCapacity * (capacity ?? 0);
      const calmPerSecond = CALM.ofCapacity * (capacity ?? perSecond);
      const isOverload = capacity !== undefined && perSecond > capacity;
      const accepting = Math.min(perSecond, 2 * (capacity ?? perSecond));
      const voters =
        accepting * (options.seconds + WARM_UP_SECONDS) + 2 * CALM.seconds * calmPerSecond + SPARE_VOTERS;
      const load = await system.openLaw('OPEN-LOOP', voters);
      const phases: OpenLoopPhase[] = [];
      const phase = async (
        name: OpenLoopPhase['name'],
        rate: number,
        seconds: number,
        warmUpSeconds = 0,
      ): Promise<void> => {
        say(`${Math.round(rate).toLocaleString('en')} votes per second for ${seconds} s, at fixed times`);
        const watched = await load.openLoop(rate, seconds, { ...options, warmUpSeconds });
        outcomes.push(watched.outcome);
        phases.push({ name, perSecond: rate, ...watched });
      };
      if (isOverload) await phase('before', calmPerSecond, CALM.seconds, WARM_UP_SECONDS);
      await phase('measured', perSecond, options.seconds, isOverload ? 0 : WARM_UP_SECONDS);
      if (isOverload) await phase('after', calmPerSecond, CALM.seconds);
      const settledAfterSeconds = await untilAllSettled(store, outcomes);
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
