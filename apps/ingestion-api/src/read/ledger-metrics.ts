import { Gauge } from 'prom-client';
import type { LedgerView } from '@scrutin/contracts/public';
import { LEDGER_STATES } from '@scrutin/contracts/public';
import type { Registry } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';

/**
 * Registers the metrics of the ledger (P5): `ledger_votes{state}` with received, counted, rejected, parked and
 * in_flight, and `ledger_state{state}`. The ledger is read from the database and the broker for each scrape. While one
 * of them is unavailable, both metrics are absent.
 */
export function ledgerMetrics(registry: Registry, ledger: () => Promise<LedgerView>): void {
  const ledgerState = new Gauge({
    name: 'ledger_state',
    help: '1 for the state that the ledger is in: balanced, in-flight, missing, surplus or unknown.',
    labelNames: ['state'],
    registers: [registry],
  });
  new Gauge({
    name: 'ledger_votes',
    help: 'Where every accepted vote is: received = counted + rejected + parked + in_flight.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      ledgerState.reset();
      try {
        const view = await ledger();
        const rejected = Object.values(view.rejected).reduce((sum, n) => sum + n, 0);
        this.set({ state: 'received' }, view.received);
        this.set({ state: 'counted' }, view.counted);
        this.set({ state: 'rejected' }, rejected);
        this.set({ state: 'parked' }, view.parked);
        this.set({ state: 'in_flight' }, view.in_flight);
        this.set({ state: 'explained' }, view.explained);
        this.set({ state: 'unknown' }, view.unknown);
        this.set({ state: 'unreported' }, view.unreported);
        for (const state of LEDGER_STATES) ledgerState.set({ state }, view.state === state ? 1 : 0);
      } catch (error) {
        // The other metrics are still shown. Readiness says which dependency is unavailable.
        if (!(error instanceof TransientError)) throw error;
      }
    },
  });
}
