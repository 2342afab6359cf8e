import type { Request, RequestHandler } from 'express';
import { Router } from 'express';
import { LANGUAGES } from '@scrutin/contracts/problems';
import type { SiteFiles } from '@scrutin/http-edge';
import { languageOf, PAGE_HEADERS } from '@scrutin/http-edge';
import type { FindPage, ReadPage } from '@scrutin/web';
import { TaggedAnswers } from '../read/tagged-answers.ts';
import { PageCache } from './page-cache.ts';

/** A page that was found and read. */
interface FoundRead {
  readonly key: string;
  readonly isPersonal: boolean;
  readonly page: ReadPage;
}

export interface PagesOptions {
  readonly findPage: FindPage;
  readonly files: Pick<SiteFiles, 'serve'>;
  /** How long a page that is not personal is kept, in milliseconds. */
  readonly cacheMs: number;
  /** The header of pages that are not personal. */
  readonly cacheControl: string;
}

/**
 * The pages of the citizens, their data for readers who watch them, and the files that they load. A browser at `/` is sent to the front page in its language;
 * everybody else gets the index of the API there.
 */
export function pagesRouter({ findPage, files, cacheMs, cacheControl }: PagesOptions): Router {
  const router = Router();
  const cache = new PageCache<ReadPage>(cacheMs);
  const answers = new TaggedAnswers();
  const find = async (path: string, request: Request): Promise<FoundRead | undefined> => {
    const query = Object.fromEntries(
      Object.entries(request.query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
    const found = await findPage(path, query);
    if (found === undefined) return undefined;
    const { key, isPersonal } = found;
    return { key, isPersonal, page: isPersonal ? await found.read() : await cache.get(key, found.read) };
  };
  router.use(files.serve);
  router.get('/', (request, response, next) => {
    if (request.accepts(['json', 'html']) !== 'html') {
      next();
      return;
    }
    response.set({ Vary: 'Accept, Accept-Language', 'Cache-Control': 'no-cache' });
    response.redirect(302, `/${languageOf(request.headers['accept-language'])}/`);
  });
  router.get('/data/{*path}', async (request, response, next) => {
    const found = await find(request.path.slice('/data'.length), request);
    if (found === undefined) {
      next();
      return;
    }
    const { key, isPersonal, page } = found;
    if (page.json === undefined) {
      response.status(page.status).set('Cache-Control', 'no-store').end();
      return;
    }
    response.set('Cache-Control', isPersonal ? 'no-store' : cacheControl);
    if (isPersonal) response.type('json').send(page.json);
    else await answers.send(request, response, `${key} data`, page.json);
  });
  const answerPage: RequestHandler = async (request, response, next) => {
    const found = await find(request.path, request);
    if (found === undefined) {
      next();
      return;
    }
    const { key, isPersonal, page } = found;
    response.status(page.status).set({
      'Cache-Control': isPersonal || page.status !== 200 ? 'no-store' : cacheControl,
      'Content-Language': page.language,
      ...PAGE_HEADERS,
    });
    if (isPersonal || page.status !== 200) response.type('html').send(page.html());
    else await answers.send(request, response, key, page.html(), 'text/html; charset=utf-8');
  };
  for (const language of LANGUAGES) router.get(`/${language}/{*path}`, answerPage);
  return router;
}
