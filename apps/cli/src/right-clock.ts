import { ConfigurationError } from '@scrutin/service-runtime';

export interface ClockComparison {
  /** The database's clock, in milliseconds since the epoch. */
  readonly databaseClock: () => Promise<number>;
  /** The clock of this machine, in milliseconds since the epoch. */
  readonly clock: () => number;
  /** The largest offset with which acts may be judged. */
  readonly maxOffsetMs: number;
}

/**
 * Compares the clock of this machine with that of the database once. Acts are judged by the clock of this machine (P9).
 * The database read its clock at some moment of the round trip, so half of the round trip is not counted as offset.
 *
 * @throws ConfigurationError when the offset is larger than `maxOffsetMs`
 */
export async function requireRightClock({
  databaseClock,
  clock,
  maxOffsetMs,
}: ClockComparison): Promise<void> {
  await databaseClock(); // opens the connection, which may take long
  const startedAt = performance.now();
  const databaseMs = await databaseClock();
  const roundTripMs = performance.now() - startedAt;
  const offsetMs = clock() - roundTripMs / 2 - databaseMs;
  if (Math.abs(offsetMs) - roundTripMs / 2 <= maxOffsetMs) return;
  const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1);
  throw new ConfigurationError(
    `The clock of this machine is ${seconds} s ${offsetMs > 0 ? 'ahead of' : 'behind'} the database's, and acts are ` +
      'judged by it: nothing was done. Synchronise the clocks of both machines (NTP), then run the command again.',
  );
}
