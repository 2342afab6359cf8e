import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What one import or re-export statement names. */
export interface ImportedModule {
  /** The text in the statement: `./law.ts`, `@scrutin/election`, `node:fs`, `zod`. */
  readonly specifier: string;
  /** True for `import type` and `export type`, of which nothing is left when the types are removed. */
  readonly isTypeOnly: boolean;
  /** The source file of this repository that it leads to; undefined for a package or a built-in module. */
  readonly file: string | undefined;
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

/** The modules that a source file imports, read from its text, which the formatter keeps in one form. */
export function importsOf(root: string, file: string): ImportedModule[] {
  const text = readFileSync(file, 'utf8');
  const named = [...text.matchAll(STATEMENT)].map(([, type, specifier = '']) => ({
    specifier,
    isTypeOnly: type !== undefined,
  }));
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, specifier = '']) => ({ specifier, isTypeOnly: false }));
  return [...named, ...dynamic].map((one) => ({ ...one, file: sourceOf(root, file, one.specifier) }));
}

function sourceOf(root: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.resolve(path.dirname(from), specifier);
  const [scope, name = '', ...rest] = specifier.split('/');
  if (scope !== '@scrutin') return undefined;
  const folder = ['libs', 'apps'].map((room) => path.join(root, room, name)).find((at) => existsSync(at));
  if (folder === undefined) throw new Error(`${from} imports ${specifier}, which is not in this repository`);
  const source = entriesOf(folder)[['.', ...rest].join('/')]?.['@scrutin/source'];
  if (source === undefined)
    throw new Error(`${from} imports ${specifier}, which its package does not export`);
  return path.join(folder, source);
}

const manifest = z.object({ exports: z.record(z.string(), z.record(z.string(), z.string())) });

function entriesOf(folder: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return manifest.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))).exports;
}

/** Every TypeScript file in the `src` folders of all packages, except generated files. */
export function sourceFiles(root: string): string[] {
  return globSync('{apps,libs}/*/src/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.includes('/generated/'))
    .map((file) => path.join(root, file))
    .sort();
}
