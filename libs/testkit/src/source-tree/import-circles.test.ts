import path from 'node:path';
import { projectRoot } from '../project.ts';
import { importsOf, sourceFiles } from './import-graph.ts';

/** Every circle of imports, each as the list of its files. */
function circlesOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const finished = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    const seenAt = way.indexOf(file);
    if (seenAt !== -1) circles.push([...way.slice(seenAt), file]);
    if (seenAt !== -1 || finished.has(file)) return;
    for (const next of edges.get(file) ?? []) walk(next, [...way, file]);
    finished.add(file);
  };
  for (const file of edges.keys()) walk(file, []);
  return circles;
}

it('finds a circle where there is one', () => {
  const edges = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
  ]);
  expect(circlesOf(edges)).toEqual([['a', 'b', 'c', 'a']]);
});

it('no file imports itself through other files', () => {
  const root = projectRoot();
  const edges = new Map(
    sourceFiles(root).map((file) => [
      path.relative(root, file),
      importsOf(root, file).flatMap(({ file: to, isTypeOnly }) =>
        to === undefined || isTypeOnly ? [] : [path.relative(root, to)],
      ),
    ]),
  );
  expect(edges.size).toBeGreaterThan(500);
  expect(circlesOf(edges)).toEqual([]);
});
