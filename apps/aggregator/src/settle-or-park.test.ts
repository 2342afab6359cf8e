import fc from 'fast-check';
import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import { settleOrPark } from './settle-or-park.ts';

interface Entry {
  readonly id: number;
  readonly isBad: boolean;
}

const batch = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 200 })
  .map((flags) => flags.map((isBad, id): Entry => ({ id, isBad })));

/** A database that either settles all entries of a part or refuses the part. */
function database() {
  const settled: Entry[] = [];
  const attempts: (readonly Entry[])[] = [];
  return {
    settled,
    attempts,
    settle: (part: readonly Entry[]): Promise<readonly never[]> => {
      attempts.push(part);
      if (part.some((entry) => entry.isBad)) return Promise.reject(new PoisonMessageError('refused'));
      settled.push(...part);
      return Promise.resolve([]);
    },
  };
}

test('exactly the wrong entries are returned; all others are settled once and in order (P2, P3)', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (entries) => {
      const { settled, settle } = database();
      const toPark = await settleOrPark(entries, settle);
      const bad = entries.filter((entry) => entry.isBad);
      expect(toPark).toEqual(bad.map((entry) => ({ entry, problem: 'refused' })));
      expect(settled).toEqual(entries.filter((entry) => !entry.isBad));
    }),
  );
});

test('n entries take at most 2n - 1 transactions, and one if nothing is to be parked', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (entries) => {
      const { attempts, settle } = database();
      const toPark = await settleOrPark(entries, settle);
      expect(attempts.length).toBeLessThanOrEqual(2 * entries.length - 1);
      if (toPark.length === 0) expect(attempts).toEqual([entries]);
    }),
  );
});

test('any other error is thrown at any point, and a repetition has the same outcome (P2)', async () => {
  await fc.assert(
    fc.asyncProperty(batch, fc.nat(50), async (entries, good) => {
      const { settled, attempts, settle } = database();
      const unavailable = new TransientError('unavailable');
      const isUnavailable = (): boolean => attempts.length === good;
      const first = await settleOrPark(entries, (part) =>
        isUnavailable() ? Promise.reject(unavailable) : settle(part),
      ).catch((error: unknown) => error);
      if (!Array.isArray(first)) expect(first).toBe(unavailable);
      expect(await settleOrPark(entries, settle)).toHaveLength(entries.filter((e) => e.isBad).length);
      expect(new Set(settled)).toEqual(new Set(entries.filter((e) => !e.isBad)));
    }),
  );
});

test('an unexpected error is thrown, and no entry is parked for it', async () => {
  const mistake = new TypeError('x');
  await expect(settleOrPark([1, 2], () => Promise.reject(mistake))).rejects.toBe(mistake);
  const poison = new PoisonMessageError('the batch is empty');
  await expect(settleOrPark([], () => Promise.reject(poison))).rejects.toBe(poison);
});
