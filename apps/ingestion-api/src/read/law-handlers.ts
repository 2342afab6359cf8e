import { lawResultView, lawView } from '@scrutin/contracts/public';
import { resultsArePublic } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { findLaw } from './contest-lookup.ts';
import { notPublished } from './disclosure.ts';
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
    laws: async () => {
      const known = await queries.laws.get();
      const nowMs = clock();
      return ok([...known.values()].map(({ law }) => lawView(law, nowMs)));
    },
    law: async ({ params }) => {
      const found = await findLaw(queries, params.id);
      return found === undefined ? problemAnswer('unknown-contest') : ok(lawView(found.law, clock()));
    },
    lawResults: async () => {
      const known = await queries.laws.get();
      const nowMs = clock();
      const visible = [...known.values()].filter(
        ({ law, result }) => resultsArePublic(law, nowMs) && !result.withheld,
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
