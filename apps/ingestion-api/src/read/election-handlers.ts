import { candidateView, electionView, isListed, partyView, regionView } from '@scrutin/contracts/public';
import { electionRollKey } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { raceIn } from './contest-lookup.ts';
import { noticesOf } from './notice-handlers.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

type CatalogueRoute = 'elections' | 'election' | 'candidates' | 'regions' | 'parties';

/** The handlers for elections and their candidates, regions and parties. */
export function electionHandlers({ queries, clock }: ContestHandlersOptions): ReadHandlers<CatalogueRoute> {
  return {
    elections: async ({ query }) => {
      const elections = await queries.elections.lastKnown();
      const nowMs = clock();
      const listed = [...elections.values()].filter((election) => isListed(election, query));
      return ok(listed.map((election) => electionView(election, nowMs)));
    },
    election: async ({ params }) => {
      const election = (await queries.elections.lastKnown()).get(params.election_id);
      if (election === undefined) return problemAnswer('unknown-contest');
      const notices = await noticesOf(queries, electionRollKey(election.id), election.timeZone);
      return ok({ ...electionView(election, clock()), notices });
    },
    candidates: async ({ params }) => {
      const found = raceIn(await queries.elections.lastKnown(), params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const nowMs = clock();
      return ok(found.race.candidates.map((candidate) => candidateView(candidate, nowMs)));
    },
    regions: async () => ok((await queries.regions.lastKnown()).map(regionView)),
    parties: async () => ok((await queries.parties.lastKnown()).map(partyView)),
  };
}
