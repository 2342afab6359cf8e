const LEAST_ROOM = 4_096;
const ROOM_OF_SMALL_ROLLS = 1_000_000;

/**
 * The number of credentials for which a new roll gets buckets in Redis. A roll cannot get more buckets later.
 *
 * A small roll gets enough for ten times its size, so that its votes stay as fast when it grows; the buckets of a million
 * credentials need 2 MB. A larger roll may grow to ten times its size too; then its votes take Redis 6 µs longer each
 * (docs/PERFORMANCE.md).
 *
 * @param expected the number of credentials that the source expects; without it, ten times as many as there are
 */
export function roomFor(credentials: number, expected?: number): number {
  const grown = expected ?? Math.min(10 * credentials, ROOM_OF_SMALL_ROLLS);
  return Math.max(LEAST_ROOM, credentials, grown);
}
