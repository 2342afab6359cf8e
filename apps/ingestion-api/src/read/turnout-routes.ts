import type { ElectionTurnoutBody, LawTurnoutBody, RaceTurnoutBody } from '@scrutin/contracts/public';
import { contestKey } from '@scrutin/election';
import { Router } from 'express';
import { findElection, findLaw, findRace, keyOf } from './contest-lookup.ts';
import { sumOfKnown, turnoutOf } from './contest-views.ts';
import type { ContestRoutesOptions } from './law-routes.ts';
import { countsOf } from './race-result-view.ts';
import { readRoute } from './read-route.ts';
import { turnoutPage } from './turnout-query.ts';
import { turnoutOverTime } from './turnout-view.ts';

/** Turnout, which is public at all times: of an election by region, of a race and of a law over time. */
export function turnoutRoutes({ readings, clock, cacheControl }: ContestRoutesOptions): Router {
  const router = Router();

  readRoute(router, '/api/v1/elections/:election_id/turnout', cacheControl, async ({ params }) => {
    const election = await findElection(readings, params);
    if (election === undefined) return { problem: 'unknown-contest' };
    const counts = await readings.counts.get();
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
    return { body };
  });

  readRoute(
    router,
    '/api/v1/elections/:election_id/regions/:region_id/turnout',
    cacheControl,
    async (request) => {
      const found = await findRace(readings, request.params);
      if (found === undefined) return { problem: 'unknown-contest' };
      const asked = turnoutPage(request);
      if (!asked.ok) return asked;
      const [counts, series] = await Promise.all([readings.counts.get(), readings.turnoutSeries(found.key)]);
      const body: RaceTurnoutBody = {
        election_id: found.election.id,
        region_id: found.race.regionId,
        ...turnoutOf(found.race.registeredVoters, countsOf(counts, found.key).ballots),
        ...turnoutOverTime(series, found.election.window, asked.page, clock()),
      };
      return { body };
    },
  );

  readRoute(router, '/api/v1/laws/:id/turnout', cacheControl, async (request) => {
    const found = await findLaw(readings, request.params['id']);
    if (found === undefined) return { problem: 'unknown-contest' };
    const asked = turnoutPage(request);
    if (!asked.ok) return asked;
    const { law, result } = found;
    const [electorates, series] = await Promise.all([
      readings.lawElectorates.get(),
      readings.turnoutSeries(contestKey({ kind: 'law', lawId: law.id })),
    ]);
    const body: LawTurnoutBody = {
      law_id: law.id,
      ...turnoutOf(electorates.get(law.id), result.counted),
      ...turnoutOverTime(series, law.window, asked.page, clock()),
    };
    return { body };
  });

  return router;
}
