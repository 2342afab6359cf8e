/** Jest's transform of tests and fixtures: Node.js itself takes the types away, so that lines and columns stay. */
import { stripTypeScriptTypes } from 'node:module';

// eslint-disable-next-line no-restricted-syntax -- Jest takes a transform from the default export.
export default {
  process: (source: string): { code: string } => ({ code: stripTypeScriptTypes(source) }),
};
