import express from 'express';
import type { Express, Router } from 'express';
import type { Logger, Registry } from '@scrutin/service-runtime';
import { errorHandler, notFoundHandler, requestMetrics, SECURITY_HEADERS } from '@scrutin/http-edge';

export interface AppOptions {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly trustedProxies: readonly string[];
  readonly ops: Router;
}

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', [...options.trustedProxies]);
  app.set('query parser', 'simple');

  app.use(requestMetrics(options.registry));
  app.use((_request, response, next) => {
    response.setHeaders(SECURITY_HEADERS);
    next();
  });
  app.use(options.ops);
  app.use(notFoundHandler);
  app.use(errorHandler(options.logger));
  return app;
}
