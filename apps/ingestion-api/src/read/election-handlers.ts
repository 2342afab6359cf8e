import { candidateView, electionView, partyView, regionView } from '@scrutin/contracts/public';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { findElection, findRace } from './contest-lookup.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

type CatalogueRoute = 'elections' | 'election' | 'candidates' | 'regions' | 'parties';

/** The handlers for elections and their candidates, regions and parties. */
export function electionHandlers({ queries, clock }: ContestHandlersOptions): ReadHandlers<CatalogueRoute> {
  return {
    elections: async () => {
      const elections = await queries.elections.get();
      const nowMs = clock();
      return ok([...elections.values()].map((election) => electionView(election, nowMs)));
    },
    election: async ({ params }) => {
      const election = await findElection(queries, params);
      return election === undefined ? problemAnswer('unknown-contest') : ok(electionView(election, clock()));
    },
    candidates: async ({ params }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const nowMs = clock();
      return ok(found.race.candidates.map((candidate) => candidateView(candidate, nowMs)));
    },
    regions: async () => ok((await queries.regions.get()).map(regionView)),
    parties: async () => ok((await queries.parties.get()).map(partyView)),
  };
}
