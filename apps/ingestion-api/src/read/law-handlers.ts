import { isListed, lawResultView, lawView } from '@scrutin/contracts/public';
import { lawRollKey, resultsArePublic } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { findLaw } from './contest-lookup.ts';
import { notPublished } from './disclosure.ts';
import { noticesOf } from './notice-handlers.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

/**
 * The handlers for laws and their results. Whether a law is open and whether its results are public depends on the
 * time, so it is decided for each answer and is never cached.
 */
export function lawHandlers({
  queries,
  clock,
}: ContestHandlersOptions): ReadHandlers<'laws' | 'law' | 'lawResults' | 'lawResult'> {
  return {
    laws: async ({ query }) => {
      const listed = [...(await queries.laws.lastKnown()).values()].filter(({ law }) => isListed(law, query));
      const nowMs = clock();
      return ok(listed.map(({ law }) => lawView(law, nowMs)));
    },
    law: async ({ params }) => {
      const found = (await queries.laws.lastKnown()).get(params.id);
      if (found === undefined) return problemAnswer('unknown-contest');
      const notices = await noticesOf(queries, lawRollKey(found.law.id), found.law.timeZone);
      return ok({ ...lawView(found.law, clock()), notices });
    },
    lawResults: async ({ query }) => {
      const known = await queries.laws.get();
      const nowMs = clock();
      const visible = [...known.values()].filter(
        ({ law, result }) => isListed(law, query) && resultsArePublic(law, nowMs) && !result.withheld,
      );
      return ok(visible.map((counted) => lawResultView(counted, nowMs)));
    },
    lawResult: async ({ params }) => {
      const found = await findLaw(queries, params.law_id);
      const nowMs = clock();
      if (found === undefined) return problemAnswer('unknown-contest');
      // The database decides by its own clock, which may differ a little, and a cached answer may be from before.
      if (!resultsArePublic(found.law, nowMs) || found.result.withheld) return notPublished(found.law);
      return ok(lawResultView(found, nowMs));
    },
  };
}
