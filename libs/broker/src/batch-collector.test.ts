import fc from 'fast-check';
import { BatchCollector } from './batch-collector.ts';

interface Arrival {
  readonly items: number;
  /** Since the arrival before. */
  readonly gapMs: number;
}

const arrivals = fc.array(fc.record({ items: fc.nat(60), gapMs: fc.nat(40) }), { maxLength: 200 });
const limits = fc.record({ maxItems: fc.integer({ min: 1, max: 100 }), maxAgeMs: fc.nat(100) });

/** Feeds the arrivals to a collector that is asked for what is due before each, and emptied at the end. */
function collect(given: readonly Arrival[], bounds: { maxItems: number; maxAgeMs: number }) {
  const collector = new BatchCollector<{ index: number; items: number; atMs: number }>(bounds);
  const batches: { messages: readonly { index: number; items: number; atMs: number }[]; closedMs: number }[] =
    [];
  let nowMs = 0;
  for (const [index, { items, gapMs }] of given.entries()) {
    nowMs += gapMs;
    const dueMs = collector.dueAtMs();
    if (dueMs !== undefined && dueMs <= nowMs)
      batches.push({ messages: collector.take() ?? [], closedMs: dueMs });
    const closed = collector.add({ index, items, atMs: nowMs }, items, nowMs);
    if (closed !== undefined) batches.push({ messages: closed, closedMs: nowMs });
  }
  const rest = collector.take();
  if (rest !== undefined) batches.push({ messages: rest, closedMs: nowMs });
  return { batches, collector };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

describe('BatchCollector', () => {
  it('drops nothing, repeats nothing, and keeps the order', () => {
    fc.assert(
      fc.property(arrivals, limits, (given, bounds) => {
        const { batches } = collect(given, bounds);
        expect(batches.flatMap(({ messages }) => messages.map(({ index }) => index))).toEqual(
          given.map((_, i) => i),
        );
      }),
    );
  });

  it('never exceeds its size by a message or more', () => {
    fc.assert(
      fc.property(arrivals, limits, (given, bounds) => {
        for (const { messages } of collect(given, bounds).batches) {
          expect(sum(messages.slice(0, -1).map(({ items }) => items))).toBeLessThan(bounds.maxItems);
        }
      }),
    );
  });

  it('holds no message longer than its age, if asked when it says', () => {
    fc.assert(
      fc.property(arrivals, limits, (given, bounds) => {
        for (const { messages, closedMs } of collect(given, bounds).batches) {
          for (const { atMs } of messages) expect(closedMs - atMs).toBeLessThanOrEqual(bounds.maxAgeMs);
        }
      }),
    );
  });

  it('closes no empty batch', () => {
    fc.assert(
      fc.property(arrivals, limits, (given, bounds) => {
        const { batches, collector } = collect(given, bounds);
        for (const { messages } of batches) expect(messages).not.toHaveLength(0);
        expect(collector.take()).toBeUndefined();
        expect(collector.dueAtMs()).toBeUndefined();
        expect(collector.size).toBe(0);
      }),
    );
  });
});
