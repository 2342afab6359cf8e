import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../project.ts';
import { importsOf } from './import-graph.ts';

const ENTRY_POINTS = [
  ...['public', 'admin', 'problems', 'routes'].map((name) => `libs/contracts/src/${name}/index.ts`),
  'libs/api-client/src/index.ts',
  'libs/web-ui/src/index.ts',
  'apps/web/src/browser/browser.tsx',
  'apps/office/src/browser/browser.tsx',
];
const ALLOWED_PACKAGES = [
  'zod',
  'react',
  'react-dom',
  'react-dom/client',
  '@tanstack/react-query',
  'wouter',
  'qr',
];
/** Names that exist in Node.js and not in a browser. */
const NODE_GLOBALS =
  /(?<![.\w'"-])(?:Buffer|process|require|import.meta.dirname|import.meta.filename|setImmediate)\b(?!['":])/g;

const root = projectRoot();

/** Every file that runs when the entry point is imported, and the packages that these files import. */
function reachableFrom(entry: string): { readonly files: Set<string>; readonly packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [path.join(root, entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const { specifier, isTypeOnly, file: next } of importsOf(root, file)) {
      if (isTypeOnly) continue;
      if (next === undefined) packages.add(specifier);
      else waiting.push(next);
    }
  }
  return { files, packages };
}

function withoutCommentsAndTexts(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replaceAll(/`[^`$]*`/g, '``');
}

describe.each(ENTRY_POINTS)('%s can be imported in a browser', (entry) => {
  const { files, packages } = reachableFrom(entry);

  it('imports only packages that run in a browser', () => {
    expect([...packages].filter((name) => !ALLOWED_PACKAGES.includes(name))).toEqual([]);
  });

  it('uses no name that only Node.js has', () => {
    const used = [...files].flatMap((file) =>
      [...withoutCommentsAndTexts(readFileSync(file, 'utf8')).matchAll(NODE_GLOBALS)].map(
        ([name]) => `${path.relative(root, file)}: ${name}`,
      ),
    );
    expect(used).toEqual([]);
  });
});

it('finds what is not allowed: the messages use Buffer, and the documents import zod-openapi', () => {
  const messages = [...reachableFrom('libs/contracts/src/messages/index.ts').files];
  expect(
    messages.some((file) => withoutCommentsAndTexts(readFileSync(file, 'utf8')).match(NODE_GLOBALS)),
  ).toBe(true);
  expect(reachableFrom('libs/contracts/src/openapi/index.ts').packages).toContain('zod-openapi');
});
