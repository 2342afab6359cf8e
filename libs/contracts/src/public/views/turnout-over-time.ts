import type { TurnoutSeries, VotingWindow } from '@scrutin/election';
import { instantText, TURNOUT_BUCKET_MS, windowStateAt } from '@scrutin/election';
import type { TurnoutOverTime } from '../turnout.ts';
import { MOST_BUCKETS, OPEN_BUCKET_SECONDS } from '../turnout.ts';

/** Which part of the turnout a client asks for. */
export interface TurnoutPage {
  /** A multiple of the length of the store's buckets. */
  readonly bucketSeconds: number;
  /** Only buckets that start at this time or later are shown. Milliseconds since the epoch. */
  readonly fromMs: number;
}

/**
 * The turnout over time, from the first bucket of the page on, with at most `MOST_BUCKETS` buckets.
 *
 * P6: while the contest is open, only whole minutes that are over are shown. Otherwise a bucket of ten seconds could be
 * compared with a change of the live results. SECURITY.md says what this hides and what it does not hide.
 */
export function turnoutOverTime(
  series: TurnoutSeries,
  { window, timeZone }: { readonly window: VotingWindow; readonly timeZone: string },
  page: TurnoutPage,
  nowMs: number,
): Pick<TurnoutOverTime, 'bucket_seconds' | 'time_zone' | 'until' | 'buckets' | 'next'> {
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
  return {
    bucket_seconds: bucketSeconds,
    time_zone: timeZone,
    until: open ? instantText(untilMs) : null,
    buckets,
    next,
  };
}

/** The series in longer buckets. Votes that were accepted at `untilMs` or later are left out. */
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
    const bucketStartMs = floorTo(atMs, bucketMs);
    if (startMs !== undefined && bucketStartMs !== startMs) {
      yield { startMs, voters: sum };
      sum = 0;
    }
    startMs = bucketStartMs;
    sum += voters[index] ?? 0;
  }
  if (startMs !== undefined) yield { startMs, voters: sum };
}

function floorTo(atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) * stepMs;
}
