/** Transforms tests and fixtures for Jest: Node.js removes the types, and lines and columns stay the same. */
import { stripTypeScriptTypes } from 'node:module';

// eslint-disable-next-line no-restricted-syntax -- Jest takes a transform from the default export.
export default {
  process: (source: string): { code: string } => ({ code: stripTypeScriptTypes(source) }),
};
