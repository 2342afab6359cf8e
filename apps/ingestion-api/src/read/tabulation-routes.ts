import { contestKey } from '@scrutin/election';
import type { ContestKey } from '@scrutin/election';
import { Router } from 'express';
import { findLaw, findRace } from './contest-lookup.ts';
import { notPublished, resultsArePublic } from './contest-views.ts';
import type { ContestRoutesOptions } from './law-routes.ts';
import type { PublishedCount } from './published-counts.ts';
import { readRoute } from './read-route.ts';
import type { Readings } from './readings.ts';
import { lawTabulationBody, raceTabulationBody } from './tabulation-views.ts';

/** The published count of a race, and of a law. */
export function tabulationRoutes({ readings, clock, cacheControl }: ContestRoutesOptions): Router {
  const router = Router();

  readRoute(
    router,
    '/api/v1/elections/:election_id/regions/:region_id/tabulation',
    cacheControl,
    async ({ params }) => {
      const found = await findRace(readings, params);
      if (found === undefined) return { problem: 'unknown-contest' };
      const nowMs = clock();
      if (!resultsArePublic(found.election, nowMs)) return notPublished(found.election);
      const count = await publishedCount(readings, found.key);
      if (count === undefined) return { problem: 'not-tabulated' };
      return { body: raceTabulationBody(found, count, nowMs) };
    },
  );

  readRoute(router, '/api/v1/results/:law_id/tabulation', cacheControl, async ({ params }) => {
    const found = await findLaw(readings, params['law_id']);
    if (found === undefined) return { problem: 'unknown-contest' };
    if (!resultsArePublic(found.law, clock())) return notPublished(found.law);
    const count = await publishedCount(readings, contestKey({ kind: 'law', lawId: found.law.id }));
    if (count === undefined) return { problem: 'not-tabulated' };
    return { body: lawTabulationBody(found.law, count) };
  });

  return router;
}

async function publishedCount(readings: Readings, key: ContestKey): Promise<PublishedCount | undefined> {
  const standing = (await readings.standing.get()).get(key);
  return standing === undefined ? undefined : readings.tabulations.get(standing);
}
