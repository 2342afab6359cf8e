import type { ElectionTurnoutBody } from '@scrutin/contracts/public';
import { contestKey } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { findElection, findLaw, findRace, keyOf } from './contest-lookup.ts';
import { sumOfKnown, turnoutOf } from './contest-views.ts';
import { countsOf } from './race-result-view.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';
import { turnoutPage } from './turnout-query.ts';
import { turnoutOverTime } from './turnout-view.ts';

type TurnoutRoute = 'electionTurnout' | 'raceTurnout' | 'lawTurnout';

/** The handlers for turnout by region and over time. Turnout is public at all times. */
export function turnoutHandlers({ queries, clock }: ContestHandlersOptions): ReadHandlers<TurnoutRoute> {
  return {
    electionTurnout: async ({ params }) => {
      const election = await findElection(queries, params);
      if (election === undefined) return problemAnswer('unknown-contest');
      const counts = await queries.counts.get();
      const regions = election.races.map((race) => ({
        race,
        registered: race.registeredVoters,
        ballots: countsOf(counts, keyOf(race)).ballots,
      }));
      const body: ElectionTurnoutBody = {
        election_id: election.id,
        total: turnoutOf(
          sumOfKnown(regions.map(({ registered }) => registered)),
          regions.reduce((sum, { ballots }) => sum + ballots, 0n),
        ),
        regions: regions.map(({ race, registered, ballots }) => ({
          region_id: race.regionId,
          region_name: race.region.name,
          ...turnoutOf(registered, ballots),
        })),
      };
      return ok(body);
    },
    raceTurnout: async ({ params, query }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const [counts, series] = await Promise.all([queries.counts.get(), queries.turnoutSeries(found.key)]);
      return ok({
        election_id: found.election.id,
        region_id: found.race.regionId,
        ...turnoutOf(found.race.registeredVoters, countsOf(counts, found.key).ballots),
        ...turnoutOverTime(series, found.election.window, turnoutPage(query), clock()),
      });
    },
    lawTurnout: async ({ params, query }) => {
      const found = await findLaw(queries, params.id);
      if (found === undefined) return problemAnswer('unknown-contest');
      const { law, result } = found;
      const [electorates, series] = await Promise.all([
        queries.lawElectorates.get(),
        queries.turnoutSeries(contestKey({ kind: 'law', lawId: law.id })),
      ]);
      return ok({
        law_id: law.id,
        ...turnoutOf(electorates.get(law.id), result.counted),
        ...turnoutOverTime(series, law.window, turnoutPage(query), clock()),
      });
    },
  };
}
