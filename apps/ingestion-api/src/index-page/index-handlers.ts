import { Router } from 'express';
import { languageOf, methodNotAllowed, PAGE_POLICY } from '@scrutin/http-edge';
import type { ReadHandlers } from '../read/read-handlers.ts';
import { INDEX_STYLE, indexBody, indexPage } from './index-page.ts';

const CACHE_CONTROL = 'public, max-age=60';

/** The handler of `GET /`. It answers links as JSON, or a page to clients that prefer HTML. */
export function indexHandlers(version: string): ReadHandlers<'index'> {
  const body = indexBody(version);
  return {
    index: {
      raw: [
        (request, response) => {
          response.set({ 'Cache-Control': CACHE_CONTROL, Vary: 'Accept, Accept-Language' });
          if (request.accepts(['json', 'html']) === 'html') {
            const language = languageOf(request.headers['accept-language']);
            response.set({ 'Content-Language': language, 'Content-Security-Policy': PAGE_POLICY });
            response.type('html').send(indexPage(language));
          } else response.json(body);
        },
      ],
    },
  };
}

/** The route of the page's style sheet. */
export function indexStyle(): Router {
  const router = Router();
  router
    .route('/index.css')
    .get((_request, response) => {
      response.set('Cache-Control', CACHE_CONTROL).type('css').send(INDEX_STYLE);
    })
    .all(methodNotAllowed(['GET', 'HEAD']));
  return router;
}
