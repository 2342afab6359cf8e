const MINUTE = 60;
const HOUR = 60 * MINUTE;
const BUCKETS = [
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  24 * HOUR,
] as const;
/** A table of more rows is hard to read, and a picture of more steps on a phone too. */
const MOST_SHOWN = 72;

/**
 * The length of the shortest buckets that divide the time of voting so far into few enough parts, in seconds, as a query
 * has it.
 *
 * @param nowMs milliseconds since the epoch
 */
export function bucketSeconds(
  window: { readonly opens_at: string; readonly closes_at: string },
  nowMs: number,
): string {
  const seconds = (Math.min(nowMs, Date.parse(window.closes_at)) - Date.parse(window.opens_at)) / 1000;
  return String(BUCKETS.find((bucket) => seconds / bucket <= MOST_SHOWN) ?? 24 * HOUR);
}
