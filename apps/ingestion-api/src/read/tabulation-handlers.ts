import type { ContestKey } from '@scrutin/election';
import { contestKey } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { findLaw, findRace } from './contest-lookup.ts';
import { notPublished, resultsArePublic } from './contest-views.ts';
import type { PublicQueries } from './public-queries.ts';
import type { PublishedCount } from './published-counts.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';
import { lawTabulationBody, raceTabulationBody } from './tabulation-views.ts';

/** The handlers for the published count of a race and of a law. */
export function tabulationHandlers({
  queries,
  clock,
}: ContestHandlersOptions): ReadHandlers<'raceTabulation' | 'lawTabulation'> {
  return {
    raceTabulation: async ({ params }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const nowMs = clock();
      if (!resultsArePublic(found.election, nowMs)) return notPublished(found.election);
      const count = await publishedCount(queries, found.key);
      if (count === undefined) return problemAnswer('not-tabulated');
      return ok(raceTabulationBody(found, count, nowMs));
    },
    lawTabulation: async ({ params }) => {
      const found = await findLaw(queries, params.law_id);
      if (found === undefined) return problemAnswer('unknown-contest');
      if (!resultsArePublic(found.law, clock())) return notPublished(found.law);
      const count = await publishedCount(queries, contestKey({ kind: 'law', lawId: found.law.id }));
      if (count === undefined) return problemAnswer('not-tabulated');
      return ok(lawTabulationBody(found.law, count));
    },
  };
}

async function publishedCount(queries: PublicQueries, key: ContestKey): Promise<PublishedCount | undefined> {
  const standing = (await queries.standing.get()).get(key);
  return standing === undefined ? undefined : queries.tabulations.get(standing);
}
