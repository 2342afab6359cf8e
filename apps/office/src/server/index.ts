export { BROWSER_FOLDER } from './browser-folder.ts';
export { officeDocument } from './office-document.ts';
