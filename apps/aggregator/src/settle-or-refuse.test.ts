import fc from 'fast-check';
import { PoisonMessageError, TransientError } from '@scrutin/service-runtime';
import { settleOrRefuse } from './settle-or-refuse.ts';

interface Entry {
  readonly id: number;
  readonly isBad: boolean;
}

const batch = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 200 })
  .map((flags) => flags.map((isBad, id): Entry => ({ id, isBad })));

/** A database: takes a part whole, or refuses it whole. */
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

test('exactly the offending entries are singled out; each good one is settled, once and in order (P2, P3)', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (entries) => {
      const { settled, settle } = database();
      const refused = await settleOrRefuse(entries, settle);
      const bad = entries.filter((entry) => entry.isBad);
      expect(refused).toEqual(bad.map((entry) => ({ entry, problem: 'refused' })));
      expect(settled).toEqual(entries.filter((entry) => !entry.isBad));
    }),
  );
});

test('it ends: at most 2n - 1 transactions, one when nothing is refused', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (entries) => {
      const { attempts, settle } = database();
      const refused = await settleOrRefuse(entries, settle);
      expect(attempts.length).toBeLessThanOrEqual(2 * entries.length - 1);
      if (refused.length === 0) expect(attempts).toEqual([entries]);
    }),
  );
});

test('what is not about the data is passed on, wherever it comes; done again, the outcome is the same (P2)', async () => {
  await fc.assert(
    fc.asyncProperty(batch, fc.nat(50), async (entries, good) => {
      const { settled, attempts, settle } = database();
      const away = new TransientError('away');
      const isAway = (): boolean => attempts.length === good;
      const first = await settleOrRefuse(entries, (part) =>
        isAway() ? Promise.reject(away) : settle(part),
      ).catch((error: unknown) => error);
      if (!Array.isArray(first)) expect(first).toBe(away);
      expect(await settleOrRefuse(entries, settle)).toHaveLength(entries.filter((e) => e.isBad).length);
      expect(new Set(settled)).toEqual(new Set(entries.filter((e) => !e.isBad)));
    }),
  );
});

test('a mistake of ours blames no entry', async () => {
  const mistake = new TypeError('x');
  await expect(settleOrRefuse([1, 2], () => Promise.reject(mistake))).rejects.toBe(mistake);
  const poison = new PoisonMessageError('nothing in it');
  await expect(settleOrRefuse([], () => Promise.reject(poison))).rejects.toBe(poison);
});
