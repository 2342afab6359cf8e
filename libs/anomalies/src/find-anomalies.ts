import { blockGuessAnomalies, blockVolumeAnomalies } from './block-signals.ts';
import { rejectionAnomalies, turnoutAnomalies } from './contest-signals.ts';
import type { BlockCounts, ClosedContest, ContestCounts, Electorate } from './counts.ts';
import type { Anomaly, WatchedSignal } from './signal.ts';

/** Everything that is watched over time. */
export interface WatchedCounts {
  readonly contests: readonly ContestCounts[];
  readonly blocks: readonly BlockCounts[];
  readonly electorates: readonly Electorate[];
  readonly closed: readonly ClosedContest[];
}

/** All anomalies in the counts, the latest window first and then the rarest. */
export function findAnomalies(watched: WatchedCounts): Anomaly<WatchedSignal>[] {
  return [
    ...rejectionAnomalies(watched.contests),
    ...turnoutAnomalies(watched.contests, watched.electorates),
    ...blockGuessAnomalies(watched.blocks),
    ...blockVolumeAnomalies(watched.blocks),
    ...watched.closed.flatMap(afterClosing),
  ].sort(
    (a, b) =>
      (b.window ?? Number.POSITIVE_INFINITY) - (a.window ?? Number.POSITIVE_INFINITY) ||
      a.log10Rarity - b.log10Rarity,
  );
}

/**
 * After a closing, only votes that were accepted before it can still be settled. So the votes received must not change any
 * more, and no more can be counted than were on their way at the first look. This is exact, and no question of chance.
 */
function afterClosing({ contest, first, now }: ClosedContest): Anomaly<WatchedSignal>[] {
  const onTheirWay = first.received - first.counted - first.rejected;
  const received = now.received - first.received;
  const counted = now.counted - first.counted;
  if (received <= 0 && counted <= Math.max(0, onTheirWay)) return [];
  return [
    {
      signal: 'after-closing',
      subject: contest,
      window: undefined,
      seen: Math.max(received, counted),
      cases: now.received,
      expected: received > 0 ? 0 : Math.max(0, onTheirWay),
      baseline: `${first.received} votes received, ${first.counted} counted and ${first.rejected} rejected at the first look after the closing`,
      log10Rarity: Number.NEGATIVE_INFINITY,
    },
  ];
}
