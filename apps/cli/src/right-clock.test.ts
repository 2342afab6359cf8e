import { requireRightClock } from './right-clock.ts';

const NOW = 1_800_000_000_000;
const compare = (offsetMs: number) =>
  requireRightClock({
    databaseClock: () => Promise.resolve(NOW),
    clock: () => NOW + offsetMs,
    maxOffsetMs: 1_000,
  });

describe('the clock of the command line', () => {
  it.each([0, 900, -900])('may be %i ms off the clock of the database', async (offsetMs) => {
    await expect(compare(offsetMs)).resolves.toBeUndefined();
  });

  it.each([
    [5_000, '5.0 s ahead of'],
    [-90_000, '90.0 s behind'],
  ])('may not be %i ms off, and the refusal says what to do', async (offsetMs, text) => {
    await expect(compare(offsetMs)).rejects.toThrow(text);
    await expect(compare(offsetMs)).rejects.toThrow('nothing was done. Synchronise the clocks');
  });

  it('is not called wrong for a slow answer of the database', async () => {
    const databaseClock = async (): Promise<number> => {
      const atMs = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return atMs;
    };
    await expect(
      requireRightClock({ databaseClock, clock: Date.now, maxOffsetMs: 50 }),
    ).resolves.toBeUndefined();
  });
});
