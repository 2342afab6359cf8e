import type { LedgerView } from '@scrutin/contracts/public';
import { TransientError, unscrapedRegistry } from '@scrutin/service-runtime';
import { ledgerMetrics } from './ledger-metrics.ts';

const VIEW = {
  state: 'balanced',
  received: 10,
  counted: 7,
  rejected: { closed: 1, 'already-voted': 2 },
  parked: 0,
  in_flight: 0,
  explained: 0,
  unknown: 0,
  unreported: 0,
} as unknown as LedgerView;

test('each scrape shows the ledger of that moment, read once', async () => {
  const registry = unscrapedRegistry();
  let view: LedgerView = VIEW;
  let readings = 0;
  let nowMs = 0;
  const ledger = (): Promise<LedgerView> => {
    readings += 1;
    return Promise.resolve(view);
  };
  ledgerMetrics({ registry, ledger, steadyClock: () => nowMs });
  nowMs = 5_000;
  const page = await registry.metrics();
  expect(readings).toBe(1);
  expect(page).toContain('ledger_votes{state="rejected"} 3');
  expect(page).toContain('ledger_state{state="balanced"} 1');
  expect(page).toContain('parking_not_empty_seconds 0');

  view = { ...VIEW, state: 'missing', parked: 2 };
  nowMs = 65_000;
  const later = await registry.metrics();
  expect(later).toContain('ledger_votes{state="parked"} 2');
  expect(later).toContain('ledger_state{state="balanced"} 0');
  expect(later).toContain('ledger_state{state="missing"} 1');
  expect(later).toContain('parking_not_empty_seconds 60');
});

test('nothing is shown while the ledger cannot be read', async () => {
  const registry = unscrapedRegistry();
  let error: Error = new TransientError('away');
  ledgerMetrics({ registry, ledger: () => Promise.reject(error), steadyClock: () => 0 });
  expect(await registry.metrics()).not.toMatch(/^[^#\n]/m);
  error = new TypeError('x');
  await expect(registry.metrics()).rejects.toThrow(TypeError);
});
