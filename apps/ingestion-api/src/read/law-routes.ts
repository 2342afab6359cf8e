import { Router } from 'express';
import { findLaw } from './contest-lookup.ts';
import { notPublished, resultsArePublic } from './contest-views.ts';
import { lawBody, lawResultBody } from './law-views.ts';
import { readRoute } from './read-route.ts';
import type { Readings } from './readings.ts';

export interface ContestRoutesOptions {
  readonly readings: Readings;
  /** Milliseconds since the epoch: decides what is open and which results are public. */
  readonly clock: () => number;
  readonly cacheControl: string;
}

/**
 * `GET /api/v1/laws`, `/laws/:id`, `/results`, `/results/:law_id`. What depends on the time (open or not, public
 * or not) is decided for each answer, not when it was cached.
 */
export function lawRoutes({ readings, clock, cacheControl }: ContestRoutesOptions): Router {
  const router = Router();

  readRoute(router, '/api/v1/laws', cacheControl, async () => {
    const known = await readings.laws.get();
    const nowMs = clock();
    return { body: [...known.values()].map(({ law }) => lawBody(law, nowMs)) };
  });

  readRoute(router, '/api/v1/laws/:id', cacheControl, async ({ params }) => {
    const found = await findLaw(readings, params['id']);
    return found === undefined ? { problem: 'unknown-contest' } : { body: lawBody(found.law, clock()) };
  });

  readRoute(router, '/api/v1/results', cacheControl, async () => {
    const known = await readings.laws.get();
    const nowMs = clock();
    const visible = [...known.values()].filter(
      ({ law, result }) => resultsArePublic(law, nowMs) && !result.withheld,
    );
    return { body: visible.map((counted) => lawResultBody(counted, nowMs)) };
  });

  readRoute(router, '/api/v1/results/:law_id', cacheControl, async ({ params }) => {
    const found = await findLaw(readings, params['law_id']);
    const nowMs = clock();
    if (found === undefined) return { problem: 'unknown-contest' };
    // The database decides by its own clock, a moment earlier or later, and a cached answer may be from before.
    if (!resultsArePublic(found.law, nowMs) || found.result.withheld) return notPublished(found.law);
    return { body: lawResultBody(found, nowMs) };
  });

  return router;
}
