import type { RollsInRedis } from '@scrutin/election-office';

/** The rolls in Redis, but `adopt` runs once a load is on record; it may tell Redis by `goOn`, later or not at all. */
export function adoptingBy(
  roll: RollsInRedis,
  adopt: (goOn: () => Promise<void>) => Promise<void>,
): RollsInRedis {
  return {
    ...roll,
    async beginLoad(...given) {
      const begun = await roll.beginLoad(...given);
      return (
        begun && {
          mode: begun.mode,
          stage: (...staged) => begun.stage(...staged),
          discard: () => begun.discard(),
          end: () => begun.end(),
          adopt: (generation) => adopt(() => begun.adopt(generation)),
        }
      );
    },
  };
}
