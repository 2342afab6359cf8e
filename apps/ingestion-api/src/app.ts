import { HOW_TO_VOTE_IN_ELECTION, HOW_TO_VOTE_ON_LAW } from '@scrutin/contracts/public';
import {
  errorHandler,
  methodNotAllowed,
  notFoundHandler,
  requestMetrics,
  SECURITY_HEADERS,
  smallJsonBody,
  untrustedForwarding,
} from '@scrutin/http-edge';
import type { Logger, Registry } from '@scrutin/service-runtime';
import type { Express, RequestHandler, Router } from 'express';
import cors from 'cors';
import express from 'express';

export interface AppOptions {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly lawVote: RequestHandler;
  readonly electionVote: RequestHandler;
  readonly reads: Router;
  readonly health: Router;
}

/** A ballot is small: what is larger is not one. A ranking of 39 of the longest identifiers has some 2,500 bytes. */
const BODY_LIMIT_BYTES = 4_096;

/** The order is the order of cost: votes come first and meet only what they need. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // computed per answer; results carry Cache-Control instead
  app.set('trust proxy', [...options.trustedProxies]);
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
  app.post('/api/v1/vote', smallJsonBody(BODY_LIMIT_BYTES), options.lawVote);
  app.post('/api/v1/elections/vote', smallJsonBody(BODY_LIMIT_BYTES), options.electionVote);

  app.use((_request, response, next) => {
    response.setHeaders(SECURITY_HEADERS);
    next();
  });
  app.all('/api/v1/vote', methodNotAllowed(['POST'], HOW_TO_VOTE_ON_LAW));
  app.all('/api/v1/elections/vote', methodNotAllowed(['POST'], HOW_TO_VOTE_IN_ELECTION));
  app.use(options.health);
  app.use(options.reads);
  app.use(notFoundHandler);
  app.use(errorHandler(options.logger));
  return app;
}
