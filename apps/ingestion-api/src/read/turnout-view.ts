import type { TurnoutSeries } from '@scrutin/ballot-store';
import { TURNOUT_BUCKET_MS } from '@scrutin/ballot-store';
import type { TurnoutOverTime } from '@scrutin/contracts/public';
import { MOST_BUCKETS, OPEN_BUCKET_SECONDS } from '@scrutin/contracts/public';
import type { VotingWindow } from '@scrutin/election';
import { instantText, windowStateAt } from '@scrutin/election';

export interface TurnoutPage {
  /** A multiple of the store's own buckets. */
  readonly bucketSeconds: number;
  /** Only buckets that start then or later, in milliseconds since the epoch. */
  readonly fromMs: number;
}

/**
 * Turnout over time, of the oldest buckets that the page asks for.
 *
 * P6: while the contest is open, only whole minutes that are over are told, so that a bucket of ten seconds cannot
 * be laid beside a change of the live results. SECURITY.md says what that hides and what it does not.
 */
export function turnoutOverTime(
  series: TurnoutSeries,
  window: VotingWindow,
  page: TurnoutPage,
  nowMs: number,
): Pick<TurnoutOverTime, 'bucket_seconds' | 'until' | 'buckets' | 'next'> {
  const open = windowStateAt(window, nowMs) === 'open';
  const untilMs = open ? floorTo(nowMs, OPEN_BUCKET_SECONDS * 1_000) : Infinity;
  const bucketSeconds = open
    ? Math.ceil(page.bucketSeconds / OPEN_BUCKET_SECONDS) * OPEN_BUCKET_SECONDS
    : page.bucketSeconds;

  const buckets: TurnoutOverTime['buckets'] = [];
  let next: string | null = null;
  let cumulative = 0;
  for (const { startMs, voters } of coarsened(series, bucketSeconds * 1_000, untilMs)) {
    cumulative += voters;
    if (startMs < page.fromMs) continue;
    if (buckets.length === MOST_BUCKETS) {
      next = instantText(startMs);
      break;
    }
    buckets.push({ start: instantText(startMs), voters, cumulative });
  }
  return { bucket_seconds: bucketSeconds, until: open ? instantText(untilMs) : null, buckets, next };
}

/** The series in longer buckets, of what was accepted before `untilMs`. */
function* coarsened(
  { buckets, voters }: TurnoutSeries,
  bucketMs: number,
  untilMs: number,
): Generator<{ readonly startMs: number; readonly voters: number }, void, undefined> {
  let startMs: number | undefined;
  let sum = 0;
  for (const [index, bucket] of buckets.entries()) {
    const atMs = bucket * TURNOUT_BUCKET_MS;
    if (atMs >= untilMs) break;
    const own = floorTo(atMs, bucketMs);
    if (startMs !== undefined && own !== startMs) {
      yield { startMs, voters: sum };
      sum = 0;
    }
    startMs = own;
    sum += voters[index] ?? 0;
  }
  if (startMs !== undefined) yield { startMs, voters: sum };
}

function floorTo(atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) * stepMs;
}
