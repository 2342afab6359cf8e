import { languageOf, methodNotAllowed, PAGE_POLICY } from '@scrutin/http-edge';
import { Router } from 'express';
import { INDEX_STYLE, indexBody, indexPage } from './index-page.ts';

const CACHE_CONTROL = 'public, max-age=60';

/** `/`: links as JSON, or as a page for whoever prefers HTML. */
export function indexRoutes(version: string): Router {
  const router = Router();
  const body = indexBody(version);
  router
    .route('/')
    .get((request, response) => {
      response.set({ 'Cache-Control': CACHE_CONTROL, Vary: 'Accept, Accept-Language' });
      if (request.accepts(['json', 'html']) === 'html') {
        const language = languageOf(request.headers['accept-language']);
        response.set({ 'Content-Language': language, 'Content-Security-Policy': PAGE_POLICY });
        response.type('html').send(indexPage(language));
      } else response.json(body);
    })
    .all(methodNotAllowed(['GET', 'HEAD']));
  router
    .route('/index.css')
    .get((_request, response) => {
      response.set('Cache-Control', CACHE_CONTROL).type('css').send(INDEX_STYLE);
    })
    .all(methodNotAllowed(['GET', 'HEAD']));
  return router;
}
