import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';
import { ConfigurationError } from '@scrutin/service-runtime';

/** The addresses of the files that every document of a site loads. */
export interface SiteFiles {
  readonly script: string;
  readonly style: string;
  /** The address of the file that was built from a source, such as `src/browser/other.ts`. @throws ConfigurationError if there is none */
  readonly addressOf: (source: string) => string;
  /** Answers requests for the files of the site, and passes every other request on. */
  readonly serve: RequestHandler;
}

type Manifest = Readonly<Record<string, { readonly file: string }>>;

const SCRIPT = 'src/browser/browser.tsx';
const STYLE = 'src/styles/index.css';

/**
 * Opens the built files of a site. Their names contain a hash of their content, so browsers may keep them for ever; they
 * are sent compressed as the build has compressed them.
 *
 * @param folder the folder that the build has written
 * @throws ConfigurationError if the files have not been built
 */
export function openSiteFiles(folder: string): SiteFiles {
  const manifestFile = path.join(folder, 'manifest.json');
  if (!existsSync(manifestFile)) {
    throw new ConfigurationError(
      `The pages are not built: ${manifestFile} is missing. Run \`npm run build\`.`,
    );
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const addressOf = (source: string): string => {
    const file = manifest[source]?.file;
    if (file === undefined) throw new ConfigurationError(`${manifestFile} does not name ${source}.`);
    return `/${file}`;
  };
  const addresses = { script: addressOf(SCRIPT), style: addressOf(STYLE) };
  const files = sirv(path.join(folder, 'assets'), {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: 31_536_000,
    etag: false,
  });
  return {
    ...addresses,
    addressOf,
    serve: (request, response, next) => {
      if (!request.url.startsWith('/assets/')) {
        next();
        return;
      }
      const { url } = request;
      request.url = url.slice('/assets'.length);
      files(request, response, () => {
        request.url = url;
        next();
      });
    },
  };
}
