import fc from 'fast-check';
import { createMetrics } from './metrics/registry.ts';
import { minuteCounter, MinuteCounts } from './minute-counts.ts';

const MINUTE_MS = 60_000;

describe('counts that are shown by whole minutes (P6)', () => {
  it('do not show the present minute, and show all earlier ones', () => {
    const counts = new MinuteCounts();
    counts.add('L-1', 1, 0);
    counts.add('L-1', 2, MINUTE_MS - 1);
    expect([...counts.shown(MINUTE_MS - 1)]).toEqual([]);
    counts.add('L-1', 4, MINUTE_MS);
    expect([...counts.shown(2 * MINUTE_MS - 1)]).toEqual([['L-1', 3]]);
    expect([...counts.shown(9 * MINUTE_MS)]).toEqual([['L-1', 7]]);
  });

  it('do not change within a minute, whatever is added, and lose nothing', () => {
    const event = fc.record({ afterMs: fc.nat(20_000), key: fc.constantFrom('a', 'b'), amount: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const counts = new MinuteCounts();
        const added = new Map<string, number>();
        const pages = new Map<number, string>();
        let nowMs = 0;
        for (const { afterMs, key, amount } of events) {
          nowMs += afterMs;
          counts.add(key, amount, nowMs);
          added.set(key, (added.get(key) ?? 0) + amount);
          const minute = Math.floor(nowMs / MINUTE_MS);
          const page = JSON.stringify([...counts.shown(nowMs)]);
          expect(page).toBe(pages.get(minute) ?? page);
          pages.set(minute, page);
        }
        const sorted = (map: ReadonlyMap<string, number>) => [...map].sort();
        expect(sorted(counts.shown(nowMs + MINUTE_MS))).toEqual(sorted(added));
      }),
    );
  });

  it('are a Prometheus counter with labels', async () => {
    let nowMs = 0;
    const registry = createMetrics('test');
    const counter = minuteCounter({
      registry,
      name: 'votes_by_election_total',
      clock: () => nowMs,
    });
    counter.add(['E', 'NORD'], 2);
    expect(await registry.metrics()).not.toContain('NORD');
    nowMs = MINUTE_MS;
    for (const page of [await registry.metrics(), await registry.metrics()]) {
      expect(page).toMatch(/votes_by_election_total\{[^}]*election_id="E",region_id="NORD"[^}]*\} 2\n/);
    }
  });
});
