import type { LedgerView } from '@scrutin/contracts/public';
import { LEDGER_STATES } from '@scrutin/contracts/public';
import type { Registry } from '@scrutin/service-runtime';
import { gauge, sharedReading, TransientError } from '@scrutin/service-runtime';

/** What the metrics of the ledger are read from. */
export interface LedgerMetricsOptions {
  readonly registry: Registry;
  readonly ledger: () => Promise<LedgerView>;
  /** A clock that never goes back, in milliseconds. */
  readonly steadyClock: () => number;
}

/**
 * Registers the metrics of the ledger (P5): `ledger_votes{state}`, `ledger_state{state}` and
 * `parking_not_empty_seconds`. The ledger is read from the database and the broker once for each scrape. While one of
 * them is unavailable, all three are absent.
 */
export function ledgerMetrics({ registry, ledger, steadyClock }: LedgerMetricsOptions): void {
  let emptyAtMs = steadyClock();
  const read = sharedReading(() => unlessUnavailable(ledger));
  gauge(registry, 'ledger_votes', async (votes) => {
    const view = await read();
    votes.reset();
    if (view === undefined) return;
    votes.set({ state: 'received' }, view.received);
    votes.set({ state: 'counted' }, view.counted);
    votes.set(
      { state: 'rejected' },
      Object.values(view.rejected).reduce((sum, n) => sum + n, 0),
    );
    votes.set({ state: 'parked' }, view.parked);
    votes.set({ state: 'in_flight' }, view.in_flight);
    votes.set({ state: 'explained' }, view.explained);
    votes.set({ state: 'unknown' }, view.unknown);
    votes.set({ state: 'unreported' }, view.unreported);
  });
  gauge(registry, 'ledger_state', async (states) => {
    const view = await read();
    states.reset();
    if (view === undefined) return;
    for (const state of LEDGER_STATES) states.set({ state }, view.state === state ? 1 : 0);
  });
  gauge(registry, 'parking_not_empty_seconds', async (parking) => {
    const view = await read();
    parking.remove();
    if (view === undefined) return;
    const nowMs = steadyClock();
    if (view.parked === 0) emptyAtMs = nowMs;
    parking.set((nowMs - emptyAtMs) / 1_000);
  });
}

/** The other metrics of a page are shown while the ledger cannot be read. Readiness says what is unavailable. */
async function unlessUnavailable(ledger: () => Promise<LedgerView>): Promise<LedgerView | undefined> {
  try {
    return await ledger();
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
}
