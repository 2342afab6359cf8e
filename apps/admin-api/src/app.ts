import type { Express, Router } from 'express';
import express from 'express';
import { ADMIN_ROUTES, LOGIN_ROUTES, SESSION_ROUTES } from '@scrutin/contracts/admin';
import { adminOpenApiDocument } from '@scrutin/contracts/openapi';
import {
  docsRoutes,
  errorHandler,
  mountRoutes,
  notFoundHandler,
  refusedWhile,
  refuseOtherMethods,
  requestMetrics,
  SECURITY_HEADERS,
  trustProxies,
  untrustedForwarding,
} from '@scrutin/http-edge';
import type { Logger, Registry } from '@scrutin/service-runtime';
import type { HandlersOptions } from './handlers.ts';
import { officeHandlers } from './handlers.ts';
import { loginEntrance, officeEntrance } from './http/entrance.ts';
import { loginHandlers } from './session/session-handlers.ts';

export interface AppOptions extends HandlersOptions {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly trustedProxies: readonly string[];
  readonly health: Router;
  /** The pages of the office; absent if only the API is wanted. */
  readonly pages?: Router;
  /** While this is true, every act is refused: acts are judged by the clock of this process (P9). */
  readonly refusesActs: () => boolean;
  readonly version: string;
}

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // no answer is cached
  trustProxies(app, options.trustedProxies);
  app.set('query parser', 'simple');

  app.use(requestMetrics(options.registry));
  app.use(untrustedForwarding(options.logger, options.registry));
  app.use((_request, response, next) => {
    // Unlike the public API, this one is for our own pages only.
    response.setHeaders(SECURITY_HEADERS).set('Cross-Origin-Resource-Policy', 'same-origin');
    next();
  });
  app.use(options.health);
  app.use(docsRoutes(adminOpenApiDocument(options.version)));
  app.use(
    refusedWhile(
      () => options.refusesActs(),
      (_request, _response, next) => {
        next();
      },
    ),
  );
  mountRoutes(app, LOGIN_ROUTES, loginHandlers(options), loginEntrance(options.sessions));
  mountRoutes(app, SESSION_ROUTES, officeHandlers(options), officeEntrance(options.sessions));
  refuseOtherMethods(app, ADMIN_ROUTES);
  if (options.pages !== undefined) app.use(options.pages);
  app.use(notFoundHandler);
  app.use(errorHandler(options.logger));
  return app;
}
