import { lawTabulationView, publishedCountsView, raceTabulationView } from '@scrutin/contracts/public';
import type { ContestKey, ContestPurpose, PublishedCount } from '@scrutin/election';
import { contestKey, raceKey, resultsArePublic } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { InvariantViolation } from '@scrutin/service-runtime';
import { findLaw, findRace } from './contest-lookup.ts';
import { notPublished } from './disclosure.ts';
import type { PublicQueries } from './public-queries.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

/** The handlers for the published counts of a race and of a law. */
export function tabulationHandlers({
  queries,
  clock,
}: ContestHandlersOptions): ReadHandlers<
  'raceTabulation' | 'lawTabulation' | 'raceTabulations' | 'lawTabulations'
> {
  return {
    raceTabulation: async ({ params }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const { election, race } = found;
      const nowMs = clock();
      if (!resultsArePublic(election, nowMs)) return notPublished(election);
      const count = await publishedCount(queries, raceKey(race));
      if (count === undefined) return problemAnswer('not-tabulated');
      return ok(raceTabulationView(election, race, count, nowMs));
    },
    lawTabulation: async ({ params }) => {
      const found = await findLaw(queries, params.law_id);
      if (found === undefined) return problemAnswer('unknown-contest');
      const { law } = found;
      if (!resultsArePublic(law, clock())) return notPublished(law);
      const count = await publishedCount(queries, contestKey({ kind: 'law', lawId: law.id }));
      if (count === undefined) return problemAnswer('not-tabulated');
      const { referendum } = count.result;
      if (referendum === undefined) {
        throw new InvariantViolation('P8', `the tabulation ${count.id} of the law ${law.id} has no verdict`);
      }
      return ok(lawTabulationView(law, count, referendum));
    },
    raceTabulations: async ({ params }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      if (!resultsArePublic(found.election, clock())) return notPublished(found.election);
      return ok(await publicationsOf(queries, raceKey(found.race), found.election));
    },
    lawTabulations: async ({ params }) => {
      const found = await findLaw(queries, params.law_id);
      if (found === undefined) return problemAnswer('unknown-contest');
      if (!resultsArePublic(found.law, clock())) return notPublished(found.law);
      return ok(await publicationsOf(queries, contestKey({ kind: 'law', lawId: found.law.id }), found.law));
    },
  };
}

async function publicationsOf(
  queries: PublicQueries,
  key: ContestKey,
  contest: { readonly purpose: ContestPurpose; readonly timeZone: string },
) {
  const entries = (await queries.publications.get()).filter((entry) => entry.contest === key);
  return publishedCountsView(entries, contest);
}

async function publishedCount(queries: PublicQueries, key: ContestKey): Promise<PublishedCount | undefined> {
  const standing = (await queries.standing.get()).get(key);
  return standing === undefined ? undefined : queries.tabulations.get(standing);
}
