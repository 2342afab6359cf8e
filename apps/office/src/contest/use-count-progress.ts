import { useQueries } from '@tanstack/react-query';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { callRoute } from '../api/call-route.ts';
import { useClient } from '../api/client-context.tsx';
import type { Trouble } from '../api/trouble.ts';
import { TroubleError, troubleOf } from '../api/trouble.ts';
import { keyOf } from '../api/use-read.ts';
import type { OfficeContest } from './contest.ts';
import { hasReached } from './stages.ts';

type Summary = Omit<TabulationDetailBody, 'rounds' | 'referendum'>;

/** The counts are ordered and published by others at the same time. */
const REFRESH_MS = 15_000;

/** How far the count of one contest of a ballot is. */
export interface CountProgress {
  /** The region of the race; undefined for a law. */
  readonly region: string | undefined;
  /** `unknown` if it could not be read. */
  readonly progress: 'reading' | 'unknown' | 'not-counted' | 'awaits-lot' | 'not-published' | 'published';
}

/** How far the counts of a contest are. */
export interface CountsProgress {
  readonly counts: readonly CountProgress[];
  /** Why some of them could not be read the last time; undefined if all could. */
  readonly failure: { readonly trouble: Trouble; readonly again: () => void } | undefined;
}

/** Reads how far the counts of a contest are, once the voting has closed: of the law, or of each race. */
export function useCountProgress(contest: OfficeContest): CountsProgress {
  const client = useClient();
  const isOver = hasReached(contest.state, 'closed');
  const regions = contest.kind === 'law' ? [undefined] : contest.races.map(({ region_id: id }) => id);
  const reads = useQueries({
    queries: regions.map((region) => {
      const name = region === undefined ? 'lawTabulations' : 'raceTabulations';
      const params =
        region === undefined ? { id: contest.id } : { election_id: contest.id, region_id: region };
      return {
        queryKey: [...keyOf(name, { params }), 'progress'],
        enabled: isOver,
        // A certified contest is counted no more.
        refetchInterval: contest.state === 'closed' ? REFRESH_MS : (false as const),
        queryFn: async (): Promise<readonly Summary[]> => {
          const reply = await callRoute(client, name, { params });
          // Without an answer nothing is known. "Not counted" would be another answer.
          if (reply.kind !== 'answered') throw new TroubleError(troubleOf(reply));
          return reply.body;
        },
      };
    }),
  });
  const failed = reads.filter(({ isError }) => isError);
  const error = failed[0]?.error;
  const again = (): void => {
    for (const read of failed) void read.refetch();
  };
  return {
    counts: regions.map((region, index) => ({ region, progress: progressOf(reads[index]) })),
    failure: error instanceof TroubleError ? { trouble: error.trouble, again } : undefined,
  };
}

/** How far one count is. What was read before counts, although it could not be read again. */
export function progressOf(
  read: { readonly data: readonly Summary[] | undefined; readonly isError: boolean } | undefined,
): CountProgress['progress'] {
  if (read?.data === undefined) return read?.isError === true ? 'unknown' : 'reading';
  if (read.data.some(({ published_at: at }) => at !== null)) return 'published';
  const [newest] = read.data;
  if (newest === undefined) return 'not-counted';
  return newest.status === 'awaits-lot' ? 'awaits-lot' : 'not-published';
}

/** Whether a count of everything is published; undefined if nothing is known to be missing, but not all is read. */
export function isAllPublished(counts: readonly CountProgress[]): boolean | undefined {
  if (counts.every(({ progress }) => progress === 'published')) return true;
  const isMissing = counts.some(({ progress }) => !['published', 'reading', 'unknown'].includes(progress));
  return isMissing ? false : undefined;
}
