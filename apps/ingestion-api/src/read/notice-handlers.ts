import type { NoticeBody } from '@scrutin/contracts/public';
import { isListed, noticeView } from '@scrutin/contracts/public';
import type { RollKey } from '@scrutin/election';
import { DEFAULT_TIME_ZONE, parseRollKey } from '@scrutin/election';
import { ok } from '@scrutin/http-edge';
import type { PublicQueries } from './public-queries.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

/** The handler of the notices of all contests. */
export function noticeHandlers({
  queries,
}: Pick<ContestHandlersOptions, 'queries'>): ReadHandlers<'notices'> {
  return {
    notices: async ({ query }) =>
      ok(
        await Promise.all(
          (await queries.notices.lastKnown())
            .filter((notice) => isListed(notice, query))
            .map(async (notice) => noticeView(notice, await timeZoneOf(queries, notice.rollKey))),
        ),
      ),
  };
}

/** The notices of one law or election, newest first. @param timeZone of the contest */
export async function noticesOf(
  queries: PublicQueries,
  contest: RollKey,
  timeZone: string,
): Promise<NoticeBody[]> {
  return (await queries.notices.lastKnown())
    .filter(({ rollKey }) => rollKey === contest)
    .map((notice) => noticeView(notice, timeZone));
}

/** The zone of a published contest; UTC for one that was taken back from the public after its notices. */
async function timeZoneOf(queries: PublicQueries, contest: RollKey): Promise<string> {
  const key = parseRollKey(contest);
  const known =
    key?.kind === 'law'
      ? (await queries.laws.lastKnown()).get(key.id)?.law
      : (await queries.elections.lastKnown()).get(key?.id ?? '');
  return known?.timeZone ?? DEFAULT_TIME_ZONE;
}
