/** Which compiled files the coverage of a package counts. */
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { projectRoot } from '../bootstrap/project.mjs';

/** True if a source has code besides types, comments and empty imports and exports. */
export function hasCode(source: string): boolean {
  const withoutComments = stripTypeScriptTypes(source).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  return /\S/.test(withoutComments.replace(/\b(?:import|export)\s*\{\s*\}(?:\s*from\s*'[^']*')?\s*;/g, ''));
}

/**
 * The compiled files of a package, relative to the project, without tests, index files, generated files and files that
 * have only types.
 */
export function measuredFiles(folder: string, root: string = projectRoot): string[] {
  return (
    globSync(`${folder}/src/**/*.{ts,tsx}`, { cwd: root })
      .filter((file) => !file.endsWith('.test.ts') && path.basename(file) !== 'index.ts')
      .filter((file) => !file.includes('/generated/'))
      // A component always has code.
      .filter((file) => file.endsWith('.tsx') || hasCode(readFileSync(path.join(root, file), 'utf8')))
      .map((file) => file.replace(`${folder}/src/`, `${folder}/dist/`).replace(/\.tsx?$/, '.js'))
      .sort()
  );
}
