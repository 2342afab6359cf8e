import { languageOf } from '@scrutin/contracts';
import type { BallotStore, Law, LawResult } from '@scrutin/ballot-store';
import { methodNotAllowed, sendProblem } from '@scrutin/http-edge';
import { Router } from 'express';
import { briefly } from './cache-control.ts';
import { lawBody, lawResultBody, resultsArePublic } from './law-views.ts';
import { ShortCache } from './short-cache.ts';

export interface LawRoutesOptions {
  readonly store: Pick<BallotStore, 'laws' | 'lawResults'>;
  /** Milliseconds since the epoch: decides what is open and which results are public. */
  readonly clock: () => number;
  /** How old an answer may be, in milliseconds. */
  readonly cacheMs: number;
}

interface CountedLaw {
  readonly law: Law;
  readonly result: LawResult;
}

/**
 * `GET /api/v1/laws`, `/laws/:id`, `/results`, `/results/:law_id`. The laws are few: all are read at once,
 * so that guesses at identifiers never reach the database and no cache grows with them. What depends on
 * the time (open or not, public or not) is decided for each answer, not when it was cached.
 */
export function lawRoutes(options: LawRoutesOptions): Router {
  const { store, clock, cacheMs } = options;
  const laws = new ShortCache(() => readLaws(store), cacheMs);
  const cacheControl = briefly(cacheMs);
  const router = Router();

  router
    .route('/api/v1/laws')
    .get(async (_request, response) => {
      const known = await laws.get();
      const nowMs = clock();
      const bodies = [...known.values()].map(({ law }) => lawBody(law, nowMs));
      response.set('Cache-Control', cacheControl).json(bodies);
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/api/v1/laws/:id')
    .get(async (request, response) => {
      const found = (await laws.get()).get(request.params.id);
      if (found === undefined) {
        sendProblem(response, 'unknown-contest', languageOf(request.headers['accept-language']));
      } else response.set('Cache-Control', cacheControl).json(lawBody(found.law, clock()));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/api/v1/results')
    .get(async (_request, response) => {
      const known = await laws.get();
      const nowMs = clock();
      const visible = [...known.values()].filter(({ law }) => resultsArePublic(law, nowMs));
      response.set('Cache-Control', cacheControl).json(visible.map(({ result }) => lawResultBody(result)));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/api/v1/results/:law_id')
    .get(async (request, response) => {
      const found = (await laws.get()).get(request.params.law_id);
      const language = languageOf(request.headers['accept-language']);
      if (found === undefined) sendProblem(response, 'unknown-contest', language);
      else if (!resultsArePublic(found.law, clock())) {
        const closesAt = new Date(found.law.window.closesAtMs).toISOString();
        sendProblem(response, 'results-not-published', language, { closes_at: closesAt });
      } else response.set('Cache-Control', cacheControl).json(lawResultBody(found.result));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  return router;
}

/** Laws first: every law read has its result, as the store gives one for each law there is. */
async function readLaws(store: LawRoutesOptions['store']): Promise<ReadonlyMap<string, CountedLaw>> {
  const laws = await store.laws();
  const results = new Map((await store.lawResults()).map((result) => [result.lawId, result]));
  return new Map(
    laws.flatMap((law) => {
      const result = results.get(law.id);
      return result === undefined ? [] : [[law.id, { law, result }] as const]; // withdrawn in between
    }),
  );
}
