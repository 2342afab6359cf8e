import { useState } from 'react';

interface Reading {
  readonly at: string;
  readonly total: number;
}

/**
 * How fast a total grows, per second, between its two last readings.
 *
 * @param at the instant of the reading
 * @returns undefined before the second reading
 */
export function useRate(at: string, total: number): number | undefined {
  const [readings, setReadings] = useState<{ readonly now: Reading; readonly before: Reading | undefined }>({
    now: { at, total },
    before: undefined,
  });
  if (readings.now.at !== at) setReadings({ now: { at, total }, before: readings.now });
  const { now, before } = readings;
  return before === undefined ? undefined : rateBetween(before, now);
}

/** The growth per second from one reading to a later one; 0 if no time has passed, or if the total became smaller. */
export function rateBetween(before: Reading, now: Reading): number {
  const seconds = (Date.parse(now.at) - Date.parse(before.at)) / 1_000;
  return seconds <= 0 ? 0 : Math.max(0, (now.total - before.total) / seconds);
}
