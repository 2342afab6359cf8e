import cors from 'cors';
import type { Express, RequestHandler, Router } from 'express';
import express from 'express';
import {
  HOW_TO_VOTE_IN_BATCH,
  HOW_TO_VOTE_IN_ELECTION,
  HOW_TO_VOTE_ON_LAW,
  MOST_VOTES_IN_BATCH,
  VOTE_ROUTES,
} from '@scrutin/contracts/public';
import type { RawHandler } from '@scrutin/http-edge';
import {
  errorHandler,
  mountRoutes,
  notFoundHandler,
  refuseOtherMethods,
  requestMetrics,
  SECURITY_HEADERS,
  smallJsonBody,
  trustProxies,
  untrustedForwarding,
} from '@scrutin/http-edge';
import type { Logger, Registry } from '@scrutin/service-runtime';

/**
 * The handlers of votes. They read the body and write the answer themselves, because that is faster
 * (docs/PERFORMANCE.md).
 */
export interface VoteHandlers {
  /** Refuses votes before their bodies are read, while the process takes none. */
  readonly enter: RequestHandler;
  readonly voteOnLaw: RequestHandler;
  readonly voteInElection: RequestHandler;
  readonly voteInBatch: BatchHandlers;
}

/** The handlers of requests with many votes. */
export interface BatchHandlers {
  /** Admit a request before its body is read: while the process takes votes, and from gateways only. */
  readonly enter: readonly RequestHandler[];
  readonly vote: RequestHandler;
}

/** The handlers of the app, and how it is reached. */
export interface AppOptions {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  /** Absent if the process takes no votes. */
  readonly votes?: VoteHandlers | undefined;
  /** Absent if the process answers no readers. */
  readonly reads?: Router | undefined;
  /** Absent if the process answers no readers. */
  readonly pages?: Router | undefined;
  readonly health: Router;
}

/**
 * The largest body that can be a ballot. A ranking of 39 candidates with the longest identifiers has about 2,500 bytes.
 */
const BODY_LIMIT_BYTES = 4_096;
/** So many ballots of that size, and the characters around them. */
const BATCH_LIMIT_BYTES = MOST_VOTES_IN_BATCH * BODY_LIMIT_BYTES + 16_384;

/**
 * Creates the Express application. The routes of votes are mounted first, so that a vote passes only through the
 * middleware that it needs.
 */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // An ETag would be computed for each answer. Results have Cache-Control instead.
  trustProxies(app, options.trustedProxies);
  app.set('query parser', 'simple');

  app.use(requestMetrics(options.registry));
  app.use(untrustedForwarding(options.logger, options.registry));
  if (options.corsOrigins.length > 0) {
    app.use(
      cors({
        origin: [...options.corsOrigins],
        methods: ['GET', 'POST'],
        allowedHeaders: ['Content-Type', 'Idempotency-Key', 'Accept-Language'],
        exposedHeaders: ['Location', 'Retry-After'],
        maxAge: 86_400,
      }),
    );
  }
  if (options.votes !== undefined) mountVotes(app, options.votes);

  app.use((_request, response, next) => {
    response.setHeaders(SECURITY_HEADERS);
    next();
  });
  if (options.votes !== undefined) {
    refuseOtherMethods(app, VOTE_ROUTES, {
      [VOTE_ROUTES.voteOnLaw.path]: HOW_TO_VOTE_ON_LAW,
      [VOTE_ROUTES.voteInElection.path]: HOW_TO_VOTE_IN_ELECTION,
      [VOTE_ROUTES.voteInBatch.path]: HOW_TO_VOTE_IN_BATCH,
    });
  }
  app.use(options.health);
  if (options.pages !== undefined) app.use(options.pages);
  if (options.reads !== undefined) app.use(options.reads);
  app.use(notFoundHandler);
  app.use(errorHandler(options.logger));
  return app;
}

function mountVotes(app: Express, { enter, voteOnLaw, voteInElection, voteInBatch }: VoteHandlers): void {
  const readBallot = smallJsonBody(BODY_LIMIT_BYTES);
  const handlers: Readonly<Record<keyof typeof VOTE_ROUTES, RawHandler>> = {
    voteOnLaw: { raw: [enter, readBallot, voteOnLaw] },
    voteInElection: { raw: [enter, readBallot, voteInElection] },
    voteInBatch: { raw: [...voteInBatch.enter, smallJsonBody(BATCH_LIMIT_BYTES), voteInBatch.vote] },
  };
  mountRoutes(app, VOTE_ROUTES, handlers);
}
