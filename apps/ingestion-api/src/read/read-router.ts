import { Router } from 'express';
import type { BallotStore } from '@scrutin/ballot-store';
import { openApiDocument } from '@scrutin/contracts/openapi';
import type { LedgerView } from '@scrutin/contracts/public';
import { isWatchedAnswer, READ_ROUTES } from '@scrutin/contracts/public';
import type { Route } from '@scrutin/contracts/routes';
import type { KeyedTag } from '@scrutin/election';
import type { Entrance, SendJson } from '@scrutin/http-edge';
import { docsRoutes, mountRoutes, refuseOtherMethods } from '@scrutin/http-edge';
import { indexHandlers } from '../index/index-handlers.ts';
import { ballotRecordHandlers } from './ballot-record-handlers.ts';
import { cacheControlFor } from './cache-control.ts';
import { electionHandlers } from './election-handlers.ts';
import { electionResultHandlers } from './election-result-handlers.ts';
import { lawHandlers } from './law-handlers.ts';
import { ledgerHandlers } from './ledger-handlers.ts';
import { noticeHandlers } from './notice-handlers.ts';
import { photoHandlers } from './photo-handlers.ts';
import type { PublicQueryStore } from './public-queries.ts';
import { PublicQueries } from './public-queries.ts';
import type { ReadHandlers } from './read-handlers.ts';
import type { ExportOptions } from './result-export-handlers.ts';
import { resultExportHandlers } from './result-export-handlers.ts';
import { submissionHandlers } from './submission-handlers.ts';
import { SubmissionLookup } from './submission-lookup.ts';
import { tabulationHandlers } from './tabulation-handlers.ts';
import { TaggedAnswers } from './tagged-answers.ts';
import { turnoutHandlers } from './turnout-handlers.ts';
import { malformedQuery } from './turnout-query.ts';

/** What the read side needs. */
export interface ReadRouterOptions {
  readonly store: PublicQueryStore & Pick<BallotStore, 'submissionStatus'>;
  /** Computes the tag by which Scrutin recognises the submission identifiers that it issued. */
  readonly submissionTag: KeyedTag;
  readonly ledger: () => Promise<LedgerView>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How old a catalogue, a result or a ledger may be, in milliseconds. With 0, nothing is cached. */
  readonly cacheMs: number;
  readonly exports: ExportOptions;
  /** The version of the API, which the index and the OpenAPI document show. */
  readonly version: string;
}

/**
 * Creates the routes of the read side: catalogue, results, turnout, published counts, submission status, ledger, index
 * and documentation. Errors of the database and the broker go to the error handler of the app, which answers 503 to a
 * TransientError.
 */
export function createReadRouter(options: ReadRouterOptions): Router {
  const router = Router();
  const contests = { queries: new PublicQueries(options), clock: options.clock };
  const submissions = new SubmissionLookup(options);
  const handlers: ReadHandlers = {
    ...submissionHandlers({ ...options, status: (id) => submissions.status(id) }),
    ...lawHandlers(contests),
    ...electionHandlers(contests),
    ...electionResultHandlers(contests),
    ...tabulationHandlers(contests),
    ...ballotRecordHandlers(contests),
    ...resultExportHandlers({ ...contests, exports: options.exports }),
    ...turnoutHandlers(contests),
    ...noticeHandlers(contests),
    ...photoHandlers(contests),
    ...ledgerHandlers(options),
    ...indexHandlers(options.version),
  };
  mountRoutes(router, READ_ROUTES, handlers, readEntrance(options.cacheMs));
  refuseOtherMethods(router, READ_ROUTES);
  router.use(docsRoutes(openApiDocument(options.version)));
  return router;
}

/** Everybody may use the read routes. The only part of a request that can be wrong is its query. */
function readEntrance(cacheMs: number): Entrance<Route, undefined> {
  const answers = new TaggedAnswers();
  return {
    enter: () => ({ ok: true, caller: undefined }),
    misfit: malformedQuery,
    headers: { 'Cache-Control': cacheControlFor(cacheMs) },
    sendJson: (route) => (isWatchedAnswer(route) ? sendTagged(route, answers) : undefined),
  };
}

/** A query is part of the name of an answer only where it means something: otherwise there would be any number of names. */
function sendTagged({ query }: Route, answers: TaggedAnswers): SendJson {
  return async (request, response, json, headers) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    await answers.send(request, response, query === undefined ? request.path : request.url, json);
  };
}
