import { withBallotStore } from '@scrutin/cli';
import type { BenchProcess } from '../bench/bench-process.ts';
import { endAll } from '../bench/bench-services.ts';
import type { ReadersReport } from '../load/readers-order.ts';
import type { LoadOutcome } from '../load/run-load.ts';
import { startReaders } from '../load/run-readers.ts';
import type { MeasuredServers } from './measured-system.ts';
import { startSystem, untilAllSettled } from './measured-system.ts';

/** What a closed loop counted, in one situation. */
interface RateRow {
  /** Voters on the roll of the law. */
  readonly roll: number;
  /** Everything that was counted on this database before. */
  readonly countedBefore: number;
  readonly countedPerSecond: number;
  readonly load: LoadOutcome;
  readonly readers: ReadersReport | undefined;
}

export interface RateFigures {
  readonly rows: readonly RateRow[];
  readonly lost: number;
}

export interface RateOptions {
  /** The rolls, one after the other; the votes of all of them stay in the database. */
  readonly rolls: readonly number[];
  /** Of each roll, how many readers ask for the results meanwhile. */
  readonly readers: readonly number[];
  /** How long votes are sent on each roll, unless all its voters have voted before. */
  readonly seconds: number;
  readonly workers: number;
  readonly aggregators: number;
  readonly folder: string;
}

const WARM_UP = { voters: 100_000, seconds: 3 };
/** The page of results asks again after so long. */
const READ_EVERY_MS = 5_000;

/** Measures how many votes a second are counted with rolls of different sizes, or while results are read. */
export async function runRates(servers: MeasuredServers, options: RateOptions): Promise<RateFigures> {
  const services: BenchProcess[] = [];
  try {
    const system = await startSystem(servers, options, services);
    return await withBallotStore(servers.environment, async (store) => {
      const warmUp = await system.openLaw('WARM-UP', WARM_UP.voters);
      const outcomes = [await warmUp.closedLoop(WARM_UP.seconds)];
      await untilAllSettled(store, outcomes);
      const rows: RateRow[] = [];
      for (const [i, roll] of options.rolls.entries()) {
        const law = await system.openLaw(`ROLL-${roll}-${i}`, roll);
        const countedBefore = (await store.ledger()).counted;
        const readers = await startReadersOf(options.readers[i] ?? 0, law.lawId, system.port);
        const load = await law.closedLoop(options.seconds);
        outcomes.push(load);
        const report = await readers?.end();
        const settledSeconds = await untilAllSettled(store, outcomes);
        rows.push({
          roll,
          countedBefore,
          countedPerSecond: load.accepted / (load.seconds + settledSeconds),
          load,
          readers: report,
        });
      }
      const ledger = await store.ledger();
      const accepted = outcomes.reduce((sum, outcome) => sum + outcome.accepted, 0);
      return { rows, lost: Math.max(0, accepted - ledger.counted) };
    });
  } finally {
    await endAll(services);
  }
}

async function startReadersOf(
  readers: number,
  lawId: string,
  port: number,
): Promise<Awaited<ReturnType<typeof startReaders>> | undefined> {
  if (readers === 0) return undefined;
  const path = `/api/v1/results/${lawId}`;
  return startReaders({ host: '127.0.0.1', port, path, readers, everyMs: READ_EVERY_MS });
}
