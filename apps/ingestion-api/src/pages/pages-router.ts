import { Router } from 'express';
import type { SiteFiles } from '@scrutin/http-edge';
import { languageOf, PAGE_POLICY } from '@scrutin/http-edge';
import type { FindPage, WrittenPage } from '@scrutin/web';
import { PageCache } from './page-cache.ts';

export interface PagesOptions {
  readonly findPage: FindPage;
  readonly files: SiteFiles;
  /** How long a page that is not personal is kept, in milliseconds. */
  readonly cacheMs: number;
  /** The header of pages that are not personal. */
  readonly cacheControl: string;
}

/**
 * The pages of the citizens and the files that they load. A browser at `/` is sent to the front page in its language;
 * everybody else gets the index of the API there.
 */
export function pagesRouter({ findPage, files, cacheMs, cacheControl }: PagesOptions): Router {
  const router = Router();
  const cache = new PageCache<WrittenPage>(cacheMs);
  router.use(files.serve);
  router.get('/', (request, response, next) => {
    if (request.accepts(['json', 'html']) !== 'html') {
      next();
      return;
    }
    response.set({ Vary: 'Accept, Accept-Language', 'Cache-Control': 'no-cache' });
    response.redirect(302, `/${languageOf(request.headers['accept-language'])}/`);
  });
  router.get('/:language/{*path}', async (request, response, next) => {
    const query = Object.fromEntries(
      Object.entries(request.query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
    const found = await findPage(request.path, query);
    if (found === undefined) {
      next();
      return;
    }
    const written = found.isPersonal ? await found.write() : await cache.get(found.key, found.write);
    response.status(written.status).set({
      'Cache-Control': found.isPersonal ? 'no-store' : cacheControl,
      'Content-Language': written.language,
      'Content-Security-Policy': PAGE_POLICY,
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    response.type('html').send(written.html);
  });
  return router;
}
