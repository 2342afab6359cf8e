import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { DuplicateFinder } from './duplicate-finder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-duplicates-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the finder of duplicates', () => {
  it('names each line whose text stands in an earlier line, with the first of these', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'ab', '', '046454286')), async (texts) => {
        const work = path.join(folder, 'work');
        const finder = new DuplicateFinder(work);
        for (const [i, text] of texts.entries()) finder.add(text, i + 1);
        const found: [number, number][] = [];
        await finder.finish((line, firstLine) => found.push([line, firstLine]));
        const expected = texts.flatMap((text, i): [number, number][] => {
          const first = texts.indexOf(text);
          return first < i ? [[i + 1, first + 1]] : [];
        });
        expect(found.sort(([a], [b]) => a - b)).toEqual(expected);
        expect(existsSync(work)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('finds the few duplicates among 300,000 texts, and writes none of the texts to the disk', async () => {
    const work = path.join(folder, 'work');
    const finder = new DuplicateFinder(work);
    for (let i = 0; i < 300_000; i++) finder.add(String(100_000_000 + i), i + 1);
    for (const i of [5, 299_999]) finder.add(String(100_000_000 + i), 300_001 + i);
    const files = await readdir(work);
    expect(files).toHaveLength(256);
    expect((await readFile(path.join(work, files[0] ?? ''))).toString('latin1')).not.toMatch(/\d{9}/);
    const found: [number, number][] = [];
    await finder.finish((line, firstLine) => found.push([line, firstLine]));
    expect(found.sort(([a], [b]) => a - b)).toEqual([
      [300_006, 6],
      [600_000, 300_000],
    ]);
  });
});
