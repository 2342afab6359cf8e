import { Router } from 'express';
import { openSiteFiles, PAGE_POLICY } from '@scrutin/http-edge';
import { BROWSER_FOLDER, officeDocument } from '@scrutin/office';

/** Paths that are not pages of the office. */
const NOT_PAGES = ['/admin/', '/docs', '/openapi.json', '/health'];

/**
 * The pages of the office and the files that they load. The browser writes every page, so every path that belongs to
 * nothing else is answered with the same document.
 *
 * @throws ConfigurationError if the files have not been built
 */
export function officePages(): Router {
  const router = Router();
  const files = openSiteFiles(BROWSER_FOLDER);
  const html = officeDocument(files);
  router.use(files.serve);
  router.get('/{*path}', (request, response, next) => {
    if (NOT_PAGES.some((prefix) => request.path.startsWith(prefix))) {
      next();
      return;
    }
    response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': PAGE_POLICY });
    response.type('html').send(html);
  });
  return router;
}
