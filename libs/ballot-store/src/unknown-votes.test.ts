import type { CountedMinute } from './unknown-votes.ts';
import { compareSecondCount } from './unknown-votes.ts';

/** Groups and votes that a database has of the process `a`. */
const database = (groups: readonly number[], votes: Readonly<Record<string, number>>) => ({
  groupsOnRecord: (ranges: readonly (readonly [string, number, number])[]) =>
    Promise.resolve(
      ranges.map(([, first, last]) => groups.filter((number) => number >= first && number <= last).length),
    ),
  receivedOnRecord: (intakeIds: readonly string[]) =>
    Promise.resolve(
      intakeIds.flatMap((intakeId) =>
        Object.entries(votes).map(([contest, known]) => ({
          intakeId,
          contest,
          votes: known,
          groups: groups.length,
        })),
      ),
    ),
});
const redis = (...minutes: Omit<CountedMinute, 'intakeId'>[]) => ({
  read: () => Promise.resolve(minutes.map((minute) => ({ intakeId: 'a', ...minute }))),
});
const FIRST = { minute: 10, groups: [[1, 2]] as const, votes: { 'law:A': 5 } };
const SECOND = { minute: 11, groups: [[3, 4]] as const, votes: { 'law:A': 2, 'law:B': 3 } };
const THIRD = { minute: 12, groups: [[5, 5]] as const, votes: { 'law:B': 1 } };

describe('the comparison of the second count with the database', () => {
  it('finds nothing while the database has every group', async () => {
    const gap = await compareSecondCount(redis(FIRST, SECOND), database([1, 2, 3, 4], {}));
    expect(gap).toEqual({ contests: [], isLowerBound: false, counts: [] });
  });

  it('names the votes of each contest of which the database knows nothing, and their minutes', async () => {
    const known = database([1, 2, 3], { 'law:A': 6, 'law:B': 1 });
    const gap = await compareSecondCount(redis(FIRST, SECOND, THIRD), known);
    expect(gap.contests).toEqual([
      { contest: 'law:A', votes: 1, fromMs: 660_000, toMs: 720_000 },
      { contest: 'law:B', votes: 3, fromMs: 660_000, toMs: 780_000 },
    ]);
    expect(gap.isLowerBound).toBe(false);
    expect(gap.counts).toEqual([
      ['a', 'law:A', 7],
      ['a', 'law:B', 4],
    ]);
  });

  it('finds nothing after the votes were put on record as received', async () => {
    const known = database([1, 2, 3], { 'law:A': 7, 'law:B': 4 });
    expect((await compareSecondCount(redis(FIRST, SECOND, THIRD), known)).contests).toEqual([]);
  });

  it('says that more may be unknown when the second count lacks groups that the database has', async () => {
    const known = database([1, 2], { 'law:A': 5 });
    const gap = await compareSecondCount(redis(SECOND), known);
    expect(gap.isLowerBound).toBe(true);
    expect(gap.contests).toMatchObject([{ contest: 'law:B', votes: 3 }]);
  });
});
