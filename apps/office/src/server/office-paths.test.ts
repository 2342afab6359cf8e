import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isOfficePath } from './office-paths.ts';

const SOURCE = readFileSync(path.join(import.meta.dirname, '..', 'office-pages.tsx'), 'utf8');

test('every page of the application is served', () => {
  const paths = [...SOURCE.matchAll(/<Route path="([^"]+)"/g)].map(([, each = '']) => each);
  expect(paths.length).toBeGreaterThan(8);
  expect(paths.filter((each) => !isOfficePath(each.replaceAll(/:\w+/g, 'x')))).toEqual([]);
  for (const each of ['/contests/law/L1', '/contests/election/E/count/NORD', '/new/law']) {
    expect(isOfficePath(each)).toBe(true);
  }
});

test.each([
  '/metrics',
  '/assets/browser-1a2b.js',
  '//evil.example/',
  '/admin/v1/nothing',
  '/.env',
  '/accountsx',
])('%s is no page', (each) => {
  expect(isOfficePath(each)).toBe(false);
});
