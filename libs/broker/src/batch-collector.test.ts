import fc from 'fast-check';
import { BatchCollector } from './batch-collector.ts';

interface Message {
  readonly index: number;
  readonly items: number;
}

const itemsOfMessages = fc.array(fc.nat(60), { maxLength: 200 });
const maxItems = fc.integer({ min: 1, max: 100 });

/** Adds the messages to a collector, and empties it at the end. */
function collect(given: readonly number[], most: number) {
  const collector = new BatchCollector<Message>(most);
  const closed = given.map((items, index) => collector.add({ index, items }, items));
  const batches = [...closed, collector.take()].filter((batch) => batch !== undefined);
  return { batches, collector };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

describe('BatchCollector', () => {
  it('keeps every message once and in order', () => {
    fc.assert(
      fc.property(itemsOfMessages, maxItems, (given, most) => {
        const { batches } = collect(given, most);
        expect(batches.flat().map(({ index }) => index)).toEqual(given.map((_, i) => i));
      }),
    );
  });

  it('closes a batch exactly with the message that fills it', () => {
    fc.assert(
      fc.property(itemsOfMessages, maxItems, (given, most) => {
        const { batches } = collect(given, most);
        for (const [i, batch] of batches.entries()) {
          expect(sum(batch.slice(0, -1).map(({ items }) => items))).toBeLessThan(most);
          if (i < batches.length - 1)
            expect(sum(batch.map(({ items }) => items))).toBeGreaterThanOrEqual(most);
        }
      }),
    );
  });

  it('never closes an empty batch', () => {
    fc.assert(
      fc.property(itemsOfMessages, maxItems, (given, most) => {
        const { batches, collector } = collect(given, most);
        for (const batch of batches) expect(batch).not.toHaveLength(0);
        expect(collector.take()).toBeUndefined();
        expect(collector.size).toBe(0);
        expect(collector.items).toBe(0);
      }),
    );
  });
});
