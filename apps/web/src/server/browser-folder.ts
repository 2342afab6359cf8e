import path from 'node:path';

/** The folder with the files for browsers, which `npm run build` writes. */
export const BROWSER_FOLDER = path.join(import.meta.dirname, '..', 'browser-files');
