import { electionTurnoutView, lawTurnoutView, raceTurnoutView } from '@scrutin/contracts/public';
import { contestKey, raceKey } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { findElection, findLaw, findRace } from './contest-lookup.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';
import { turnoutPage } from './turnout-query.ts';

type TurnoutRoute = 'electionTurnout' | 'raceTurnout' | 'lawTurnout';

/** The handlers for turnout by region and over time. Turnout is public at all times. */
export function turnoutHandlers({ queries, clock }: ContestHandlersOptions): ReadHandlers<TurnoutRoute> {
  return {
    electionTurnout: async ({ params }) => {
      const election = await findElection(queries, params);
      if (election === undefined) return problemAnswer('unknown-contest');
      return ok(electionTurnoutView(election, await queries.counts.get()));
    },
    raceTurnout: async ({ params, query }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const { election, race } = found;
      const [counts, series] = await Promise.all([
        queries.counts.get(),
        queries.turnoutSeries(raceKey(race)),
      ]);
      const reading = { series, page: turnoutPage(query), nowMs: clock() };
      return ok(raceTurnoutView(election, race, counts, reading));
    },
    lawTurnout: async ({ params, query }) => {
      const found = await findLaw(queries, params.id);
      if (found === undefined) return problemAnswer('unknown-contest');
      const { law, result } = found;
      const [electorates, series] = await Promise.all([
        queries.lawElectorates.get(),
        queries.turnoutSeries(contestKey({ kind: 'law', lawId: law.id })),
      ]);
      const reading = { series, page: turnoutPage(query), nowMs: clock() };
      return ok(lawTurnoutView(law, electorates.get(law.id), result.counted, reading));
    },
  };
}
