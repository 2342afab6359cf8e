import { Router } from 'express';
import { findElection, findRace } from './contest-lookup.ts';
import { candidateBody, electionBody, partyBody } from './election-views.ts';
import type { ContestRoutesOptions } from './law-routes.ts';
import { readRoute } from './read-route.ts';

/** `GET /api/v1/elections`, `/elections/:election_id`, the candidates of a race, `/regions`, `/parties`. */
export function electionRoutes({ readings, clock, cacheControl }: ContestRoutesOptions): Router {
  const router = Router();

  readRoute(router, '/api/v1/elections', cacheControl, async () => {
    const elections = await readings.elections.get();
    const nowMs = clock();
    return { body: [...elections.values()].map((election) => electionBody(election, nowMs)) };
  });

  readRoute(router, '/api/v1/elections/:election_id', cacheControl, async ({ params }) => {
    const election = await findElection(readings, params);
    if (election === undefined) return { problem: 'unknown-contest' };
    return { body: electionBody(election, clock()) };
  });

  readRoute(
    router,
    '/api/v1/elections/:election_id/regions/:region_id/candidates',
    cacheControl,
    async ({ params }) => {
      const found = await findRace(readings, params);
      if (found === undefined) return { problem: 'unknown-contest' };
      const nowMs = clock();
      return { body: found.race.candidates.map((candidate) => candidateBody(candidate, nowMs)) };
    },
  );

  readRoute(router, '/api/v1/regions', cacheControl, async () => {
    const regions = await readings.regions.get();
    return { body: regions.map(({ id, name }) => ({ id, name })) };
  });

  readRoute(router, '/api/v1/parties', cacheControl, async () => {
    return { body: (await readings.parties.get()).map(partyBody) };
  });

  return router;
}
