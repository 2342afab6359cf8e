import fc from 'fast-check';
import type { Receipt } from '@scrutin/contracts/messages';
import type { ContestKey, SubmissionId } from '@scrutin/election';
import { SecondCount } from './second-count.ts';

const INTAKE = '0d0f2f4c-5a68-4b8e-8a52-0c6c3f1f1a01';
const LAW = 'law:L1' as ContestKey;
const group = (number: number, unkeyed = 1, keyed: readonly string[] = []): Receipt => [
  INTAKE,
  number,
  number - 1,
  [[LAW, unkeyed, keyed as readonly SubmissionId[]]],
];

describe('the second count', () => {
  it('counts votes by minute, with the numbers of their groups', () => {
    const count = new SecondCount(INTAKE);
    count.add(group(1, 2, ['a']), 60_000);
    count.add(group(2), 119_999);
    count.add(group(3), 120_000);
    expect(count.takeUnsaved()).toEqual([
      { intakeId: INTAKE, minute: 1, groups: [[1, 2]], votes: { 'law:L1': 4 } },
      { intakeId: INTAKE, minute: 2, groups: [[3, 3]], votes: { 'law:L1': 1 } },
    ]);
    expect(count.takeUnsaved()).toEqual([]);
  });

  it('keeps the count of a minute while it lasts, and what could not be saved', () => {
    const count = new SecondCount(INTAKE);
    count.add(group(1), 60_000);
    count.putBack(count.takeUnsaved());
    count.forgetSaved(600_000);
    count.add(group(2), 61_000);
    expect(count.takeUnsaved()).toMatchObject([{ groups: [[1, 2]], votes: { 'law:L1': 2 } }]);
    count.forgetSaved(61_500);
    count.add(group(3), 62_000);
    expect(count.takeUnsaved()).toMatchObject([{ groups: [[1, 3]], votes: { 'law:L1': 3 } }]);
    count.forgetSaved(600_000);
    count.add(group(9), 600_000);
    expect(count.takeUnsaved()).toMatchObject([{ minute: 10, groups: [[9, 9]] }]);
  });

  it('counts after what is forgotten if the clock goes back, so that nothing saved is replaced', () => {
    const count = new SecondCount(INTAKE);
    count.add(group(1), 600_000);
    count.takeUnsaved();
    count.forgetSaved(720_000);
    count.add(group(2), 540_000);
    count.add(group(3), 660_000);
    expect(count.takeUnsaved()).toMatchObject([{ minute: 11, groups: [[2, 3]], votes: { 'law:L1': 2 } }]);
    count.forgetSaved(500_000);
    count.add(group(4), 540_000);
    expect(count.takeUnsaved()).toMatchObject([{ minute: 11, groups: [[2, 4]], votes: { 'law:L1': 3 } }]);
  });

  it('has every group in exactly one range, and no other, in whatever order they end', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (numbers) => {
        const count = new SecondCount(INTAKE);
        for (const number of numbers) count.add(group(number), 0);
        const ranges = count.takeUnsaved()[0]?.groups ?? [];
        const covered = ranges.flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, i) => first + i),
        );
        expect(covered).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });
});
