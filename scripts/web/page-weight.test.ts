import assert from 'node:assert/strict';
import { it } from 'node:test';
import { weightsOf } from './page-weight.ts';

const SIZES: Readonly<Record<string, number>> = {
  'e.js': 100,
  'shared.js': 30,
  'a.js': 5,
  'b.js': 7,
  's.css': 9,
};
const sizeOf = (file: string): number => SIZES[file] ?? 0;

it('counts the entry, the page and what they import once each, and no style', () => {
  const manifest = {
    'entry.tsx': { file: 'e.js', isEntry: true, imports: ['shared'] },
    'index.css': { file: 's.css', isEntry: true },
    shared: { file: 'shared.js', imports: ['entry.tsx'] },
    'a.ts': { file: 'a.js', isDynamicEntry: true, imports: ['entry.tsx'] },
    'b.ts': { file: 'b.js', isDynamicEntry: true, imports: ['shared', 'a.ts'] },
  };
  assert.deepEqual(weightsOf(manifest, sizeOf), [
    { page: 'b.ts', bytes: 142 },
    { page: 'a.ts', bytes: 135 },
  ]);
});

it('is the weight of the entry if a site has one page', () => {
  assert.deepEqual(weightsOf({ 'entry.tsx': { file: 'e.js', isEntry: true } }, sizeOf), [
    { page: 'entry.tsx', bytes: 100 },
  ]);
});
