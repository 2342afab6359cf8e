import type { Router } from 'express';
import express from 'express';
import { createClient } from '@scrutin/api-client';
import type { Language } from '@scrutin/contracts/problems';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { errorHandler, notFoundHandler } from '@scrutin/http-edge';
import type { Logger } from '@scrutin/service-runtime';
import type { PublicClient } from '@scrutin/web';
import { askInProcess } from './ask-in-process.ts';

/**
 * Clients that ask the routes of this process, so that a page shows what the API answers in its language. Their requests
 * are not counted as requests of readers.
 */
export function localClients(reads: Router, logger: Logger): (language: Language) => PublicClient {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(reads);
  app.use(notFoundHandler);
  app.use(errorHandler(logger));
  const fetch = askInProcess(app);
  const clientIn = (language: Language): PublicClient =>
    createClient(PUBLIC_ROUTES, { baseUrl: '', fetch, headers: () => ({ 'accept-language': language }) });
  const clients = { fr: clientIn('fr'), en: clientIn('en') };
  return (language) => clients[language];
}
