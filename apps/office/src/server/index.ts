export { BROWSER_FOLDER } from './browser-folder.ts';
export { isOfficePath } from './office-paths.ts';
export { officeDocument } from './office-document.ts';
