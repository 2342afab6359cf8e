import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { LedgerView } from '@scrutin/contracts/public';
import { TransientError } from '@scrutin/service-runtime';
import type { Observation } from './comparison.ts';
import type { Poll } from './poll.ts';
import type { PublicApi } from './public-api.ts';

type Reader = Pick<PublicApi, 'ledger'>;
type Counted = Pick<Poll, 'read'>;

const POLL_MS = 200;
/** The API answers from a cache, and reports once a second what it received, so answers may be this old. */
const STALE_MS = 1_200;
/** If nothing changes for this long, nothing more will come. */
const PATIENCE_MS = 30_000;
const REPORT_PATIENCE_MS = 5_000;
/** How long the API may be without its database, or votes may wait in the queues, before the wait is given up. */
const AWAY_PATIENCE_MS = 300_000;

/** The number of decided votes: counted, rejected or parked. */
function settledCount(ledger: LedgerView): number {
  return Object.values(ledger.rejected).reduce((sum, votes) => sum + votes, ledger.counted + ledger.parked);
}

/**
 * Reads the ledger and the results until they no longer change: until two readings agree that are further apart than
 * the age of the caches of the API.
 *
 * @throws TransientError if votes keep arriving for half a minute
 */
export async function observeAtRest(api: Reader, poll: Counted): Promise<Observation> {
  const deadline = performance.now() + PATIENCE_MS;
  let last = await observe(api, poll);
  for (;;) {
    await delay(STALE_MS);
    const now = await observe(api, poll);
    if (isDeepStrictEqual(now, last)) return now;
    if (performance.now() > deadline) {
      throw new TransientError('Other votes keep arriving. Nobody else may vote during a simulation.');
    }
    last = now;
  }
}

export async function observe(api: Reader, poll: Counted): Promise<Observation> {
  const [ledger, counts] = await Promise.all([api.ledger(), poll.read()]);
  return { ledger, counts };
}

/**
 * Waits until `accepted` more votes than in `before` are settled, and then a short time until the API has reported that
 * it received them. An API reports once a second, and later if it is busy.
 *
 * While the API cannot read the ledger, for example because somebody took its database away, this waits for it, and votes
 * that were accepted meanwhile are settled afterwards.
 *
 * @returns the time at which they were settled, by `performance.now()`; undefined if nothing was settled for half a
 * minute, or for five minutes while the ledger says that votes are on their way
 * @throws TransientError if the ledger cannot be read for five minutes
 */
export async function waitUntilSettled(
  api: Reader,
  before: LedgerView,
  accepted: number,
  onProgress: (settled: number) => void,
): Promise<number | undefined> {
  let best = -1;
  let movedAt = performance.now();
  for (;;) {
    const { ledger, wasAway } = await ledgerOnceItCanBeRead(api);
    const settled = settledCount(ledger) - settledCount(before);
    const now = performance.now();
    if (wasAway) movedAt = now;
    onProgress(settled);
    if (settled >= accepted) {
      await untilReported(api, before, accepted);
      return now;
    }
    if (settled > best) {
      best = settled;
      movedAt = now;
    } else if (now - movedAt > (ledger.state === 'in-flight' ? AWAY_PATIENCE_MS : PATIENCE_MS)) {
      return undefined;
    }
    await delay(POLL_MS);
  }
}

async function ledgerOnceItCanBeRead(api: Reader): Promise<{ ledger: LedgerView; wasAway: boolean }> {
  const deadline = performance.now() + AWAY_PATIENCE_MS;
  for (let wasAway = false; ; wasAway = true) {
    try {
      return { ledger: await api.ledger(), wasAway };
    } catch (error) {
      if (!(error instanceof TransientError) || performance.now() > deadline) throw error;
    }
    await delay(POLL_MS);
  }
}

async function untilReported(api: Reader, before: LedgerView, accepted: number): Promise<void> {
  const deadline = performance.now() + REPORT_PATIENCE_MS;
  while (performance.now() < deadline) {
    const { ledger } = await ledgerOnceItCanBeRead(api);
    if (ledger.received - before.received >= accepted) return;
    await delay(POLL_MS);
  }
}

/** Watches the ledger until `stop` is called. It is no failure if the ledger does not answer under load. */
export function watchSettled(
  api: Reader,
  before: LedgerView,
  onProgress: (settled: number) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  const watch = async (): Promise<void> => {
    while (!stopped) {
      try {
        onProgress(settledCount(await api.ledger()) - settledCount(before));
      } catch (error) {
        if (!(error instanceof TransientError)) throw error; // a later reading will show it
      }
      await delay(2 * POLL_MS);
    }
  };
  const watching = watch();
  return {
    stop() {
      stopped = true;
      return watching;
    },
  };
}
