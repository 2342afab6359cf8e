import type { NoticeBody } from '@scrutin/contracts/public';
import { isListed, noticeView } from '@scrutin/contracts/public';
import type { RollKey } from '@scrutin/election';
import { ok } from '@scrutin/http-edge';
import type { PublicQueries } from './public-queries.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

/** The handler of the notices of all contests. */
export function noticeHandlers({
  queries,
}: Pick<ContestHandlersOptions, 'queries'>): ReadHandlers<'notices'> {
  return {
    notices: async ({ query }) =>
      ok((await queries.notices.get()).filter((notice) => isListed(notice, query)).map(noticeView)),
  };
}

/** The notices of one law or election, newest first. */
export async function noticesOf(queries: PublicQueries, contest: RollKey): Promise<NoticeBody[]> {
  return (await queries.notices.get()).filter(({ rollKey }) => rollKey === contest).map(noticeView);
}
