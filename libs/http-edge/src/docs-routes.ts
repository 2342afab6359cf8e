import { createRequire } from 'node:module';
import path from 'node:path';
import { Router } from 'express';
import type { OpenApiDocument } from '@scrutin/contracts/openapi';
import { DOCS_PAGE, DOCS_SCRIPT, DOCS_STYLE } from './docs-page.ts';
import { methodNotAllowed } from './error-handler.ts';
import { PAGE_HEADERS } from './page-policy.ts';

/** The folder of Swagger UI. It throws if Swagger UI is not installed, so that this is noticed at the start. */
function swaggerUiFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

/** The files of the package that are served. */
const SWAGGER_UI_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

const DAY_MS = 86_400_000;

/** The routes `/openapi.json` and `/docs`. All files are served by this process, so they work without internet. */
export function docsRoutes(document: OpenApiDocument): Router {
  const router = Router();
  const serve = (routePath: string, type: string, body: string, cacheControl: string): void => {
    router
      .route(routePath)
      .get((_request, response) => {
        response.set({ 'Cache-Control': cacheControl, ...(type === 'json' ? {} : PAGE_HEADERS) });
        response.type(type).send(body);
      })
      .all(methodNotAllowed(['GET', 'HEAD']));
  };
  serve('/openapi.json', 'json', JSON.stringify(document), 'public, max-age=60');
  serve('/docs', 'html', DOCS_PAGE, 'public, max-age=60');
  serve('/docs/docs.js', 'js', DOCS_SCRIPT, 'public, max-age=60');
  serve('/docs/docs.css', 'css', DOCS_STYLE, 'public, max-age=60');

  const folder = swaggerUiFolder();
  for (const file of SWAGGER_UI_FILES) {
    router
      .route(`/docs/${file}`)
      .get((_request, response) => {
        response.sendFile(file, { root: folder, maxAge: DAY_MS });
      })
      .all(methodNotAllowed(['GET', 'HEAD']));
  }
  return router;
}
