import { languageOf } from '@scrutin/contracts';
import type { BallotStore, Law, LawResult } from '@scrutin/ballot-store';
import { Router } from 'express';
import { methodNotAllowed } from '../http/error-handler.ts';
import { sendProblem } from '../http/problem-answer.ts';
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

/**
 * `GET /api/v1/laws`, `/laws/:id`, `/results`, `/results/:law_id`. The laws are few: all are read at once,
 * so that guesses at identifiers never reach the database and no cache grows with them. What depends on
 * the time (open or not, public or not) is decided for each answer, not when it was cached.
 */
export function lawRoutes(options: LawRoutesOptions): Router {
  const { store, clock, cacheMs } = options;
  const laws = new ShortCache(async () => byId(await store.laws(), (law) => law.id), cacheMs);
  const results = new ShortCache(async () => byId(await store.lawResults(), (r) => r.lawId), cacheMs);
  const cacheControl = briefly(cacheMs);
  const router = Router();

  router
    .route('/api/v1/laws')
    .get(async (_request, response) => {
      const known = await laws.get();
      const nowMs = clock();
      response.set('Cache-Control', cacheControl).json([...known.values()].map((law) => lawBody(law, nowMs)));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/api/v1/laws/:id')
    .get(async (request, response) => {
      const law = (await laws.get()).get(request.params.id);
      if (law === undefined) {
        sendProblem(response, 'unknown-contest', languageOf(request.headers['accept-language']));
        return;
      }
      response.set('Cache-Control', cacheControl).json(lawBody(law, clock()));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/api/v1/results')
    .get(async (_request, response) => {
      const [known, counted] = await Promise.all([laws.get(), results.get()]);
      const nowMs = clock();
      const visible = [...known.values()].filter((law) => resultsArePublic(law, nowMs));
      response
        .set('Cache-Control', cacheControl)
        .json(visible.map((law) => lawResultBody(law, counted.get(law.id))));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/api/v1/results/:law_id')
    .get(async (request, response) => {
      const [known, counted] = await Promise.all([laws.get(), results.get()]);
      const law = known.get(request.params.law_id);
      const language = languageOf(request.headers['accept-language']);
      if (law === undefined) sendProblem(response, 'unknown-contest', language);
      else if (!resultsArePublic(law, clock())) {
        const closesAt = new Date(law.window.closesAtMs).toISOString();
        sendProblem(response, 'results-not-published', language, { closes_at: closesAt });
      } else response.set('Cache-Control', cacheControl).json(lawResultBody(law, counted.get(law.id)));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  return router;
}

function byId<T extends Law | LawResult>(rows: readonly T[], id: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [id(row), row]));
}
