/**
 * Jest's resolver: a test that imports `./file.ts` of its package gets `dist/file.js`, the compiled file that ships.
 *
 * Tests lie beside the sources that they test, and import them by their names. Sources that are not compiled into dist,
 * such as fixtures, are loaded themselves. Every other import, including that of another package of ours, resolves as
 * Node.js resolves it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The part of the options of a resolver that is used here. */
export interface Resolution {
  readonly basedir: string;
  readonly defaultResolver: (request: string, resolution: Resolution) => string;
  readonly defaultAsyncResolver: (request: string, resolution: Resolution) => Promise<string>;
}

const SOURCE = `${path.sep}src${path.sep}`;

/** The compiled file that an import of `request` from a file in `basedir` means; null if there is none. */
export function builtFile(request: string, basedir: string): string | null {
  if (!request.startsWith('.') || !/\.tsx?$/.test(request)) return null;
  const source = path.resolve(basedir, request);
  const at = source.lastIndexOf(SOURCE);
  if (at === -1) return null;
  const within = source.slice(at + SOURCE.length).replace(/\.tsx?$/, '');
  const built = path.join(source.slice(0, at), 'dist', `${within}.js`);
  return existsSync(built) ? built : null;
}

export function sync(request: string, resolution: Resolution): string {
  return builtFile(request, resolution.basedir) ?? resolution.defaultResolver(request, resolution);
}

export async function async(request: string, resolution: Resolution): Promise<string> {
  return builtFile(request, resolution.basedir) ?? resolution.defaultAsyncResolver(request, resolution);
}
