export { createSite } from './site.ts';
export type { FindPage, ReadPage } from './site.ts';
export { BROWSER_FOLDER, WATCH_SOURCE } from './browser-folder.ts';
export type { PublicClient } from '../site/page.ts';
