import { Router } from 'express';
import { findElection, findRace, keyOf } from './contest-lookup.ts';
import { notPublished, resultsArePublic } from './contest-views.ts';
import { electionResultBody } from './election-result-view.ts';
import { LastAnswers } from './last-answers.ts';
import type { ContestRoutesOptions } from './law-routes.ts';
import { countsOf, raceResultBody } from './race-result-view.ts';
import { readRoute } from './read-route.ts';
import { hasWithdrawn } from './standings.ts';

/** `GET /api/v1/elections/:election_id/results` and the results of one race. */
export function electionResultRoutes({ readings, clock, cacheControl }: ContestRoutesOptions): Router {
  const router = Router();
  const answers = new LastAnswers();

  readRoute(router, '/api/v1/elections/:election_id/results', cacheControl, async ({ params }) => {
    const election = await findElection(readings, params);
    if (election === undefined) return { problem: 'unknown-contest' };
    const [counts, tabulations] = await Promise.all([readings.counts.get(), readings.standing.get()]);
    const nowMs = clock();
    // The database decides by its own clock, a moment earlier or later, and a cached answer may be from before.
    const withheld = election.races.some((race) => countsOf(counts, keyOf(race)).withheld);
    if (!resultsArePublic(election, nowMs) || withheld) return notPublished(election);
    // A withdrawal takes effect at its own instant, and is all in it that depends on the time.
    const withdrawn = election.races.flatMap(({ candidates }) =>
      candidates.filter((candidate) => hasWithdrawn(candidate, nowMs)),
    ).length;
    const json = answers.json(election.id, [election, counts, tabulations, withdrawn], () =>
      electionResultBody(election, counts, tabulations, nowMs),
    );
    return { json };
  });

  readRoute(
    router,
    '/api/v1/elections/:election_id/regions/:region_id/results',
    cacheControl,
    async ({ params }) => {
      const found = await findRace(readings, params);
      if (found === undefined) return { problem: 'unknown-contest' };
      const counts = await readings.counts.get();
      const nowMs = clock();
      const { withheld } = countsOf(counts, found.key);
      if (!resultsArePublic(found.election, nowMs) || withheld) return notPublished(found.election);
      return { body: raceResultBody(found, counts, nowMs) };
    },
  );

  return router;
}
