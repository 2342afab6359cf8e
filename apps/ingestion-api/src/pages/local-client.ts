import type { Router } from 'express';
import express from 'express';
import { createClient } from '@scrutin/api-client';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { errorHandler, notFoundHandler } from '@scrutin/http-edge';
import type { Logger } from '@scrutin/service-runtime';
import type { PublicClient } from '@scrutin/web';
import { askInProcess } from './ask-in-process.ts';

/**
 * A client that asks the routes of this process, so that a page shows what the API answers. Its requests are not counted
 * as requests of readers.
 */
export function localClient(reads: Router, logger: Logger): PublicClient {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(reads);
  app.use(notFoundHandler);
  app.use(errorHandler(logger));
  return createClient(PUBLIC_ROUTES, { baseUrl: '', fetch: askInProcess(app) });
}
