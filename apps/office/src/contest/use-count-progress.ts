import { useQueries } from '@tanstack/react-query';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { callRoute } from '../api/call-route.ts';
import { useClient } from '../api/client-context.tsx';
import { TroubleError, troubleOf } from '../api/trouble.ts';
import { keyOf } from '../api/use-read.ts';
import type { OfficeContest } from './contest.ts';
import { hasReached } from './stages.ts';

type Summary = Omit<TabulationDetailBody, 'rounds' | 'referendum'>;

/** How far the count of one contest of a ballot is. */
export interface CountProgress {
  /** The region of the race; undefined for a law. */
  readonly region: string | undefined;
  readonly progress: 'reading' | 'not-counted' | 'awaits-lot' | 'not-published' | 'published';
}

/** Reads how far the counts of a contest are, once the voting has closed: of the law, or of each race. */
export function useCountProgress(contest: OfficeContest): readonly CountProgress[] {
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
        queryFn: async (): Promise<readonly Summary[]> => {
          const reply = await callRoute(client, name, { params });
          // Without an answer nothing is known. "Not counted" would be another answer.
          if (reply.kind !== 'answered') throw new TroubleError(troubleOf(reply));
          return reply.body;
        },
      };
    }),
  });
  return regions.map((region, index) => ({ region, progress: progressOf(reads[index]?.data) }));
}

function progressOf(counts: readonly Summary[] | undefined): CountProgress['progress'] {
  if (counts === undefined) return 'reading';
  if (counts.some(({ published_at: at }) => at !== null)) return 'published';
  const [newest] = counts;
  if (newest === undefined) return 'not-counted';
  return newest.status === 'awaits-lot' ? 'awaits-lot' : 'not-published';
}
