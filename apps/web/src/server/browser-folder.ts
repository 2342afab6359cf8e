import path from 'node:path';

/** The source of the script that loads an incomplete page again. */
export const WATCH_SOURCE = 'src/browser/reload-once.ts';

/** The folder with the files for browsers, which `npm run build` writes. */
export const BROWSER_FOLDER = path.join(import.meta.dirname, '..', 'browser-files');
