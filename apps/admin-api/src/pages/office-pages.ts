import { Router } from 'express';
import { openSiteFiles, PAGE_HEADERS } from '@scrutin/http-edge';
import { BROWSER_FOLDER, isOfficePath, officeDocument } from '@scrutin/office';

/**
 * The pages of the office and the files that they load. The browser writes every page, so the path of every page is
 * answered with the same document.
 *
 * @throws ConfigurationError if the files have not been built
 */
export function officePages(): Router {
  const router = Router();
  const files = openSiteFiles(BROWSER_FOLDER);
  const html = officeDocument(files);
  router.use(files.serve);
  router.get('/{*path}', (request, response, next) => {
    if (!isOfficePath(request.path)) {
      next();
      return;
    }
    response.set({ 'Cache-Control': 'no-cache', ...PAGE_HEADERS });
    response.type('html').send(html);
  });
  return router;
}
