import fc from 'fast-check';
import { findRepeatedInFiles } from './repeated-in-files.ts';
import { formatRollLine } from './roll-file.ts';

function line(n: number): string {
  return formatRollLine(new Uint8Array(32).fill((n * 37) % 256));
}

/** Reads lines in pieces of three. */
async function* read(lines: readonly string[]): AsyncGenerator<readonly string[]> {
  for (let i = 0; i < lines.length; i += 3) yield await Promise.resolve(lines.slice(i, i + 3));
}

/** The repeated lines of a set of files, found in the simplest way. */
function repeatedIn(files: readonly (readonly string[])[]): { file: number; line: number }[] {
  const seen = new Set<string>();
  return files.flatMap((lines, file) =>
    lines.flatMap((text, i) => {
      if (!seen.has(text)) {
        seen.add(text);
        return [];
      }
      return [{ file, line: i + 1 }];
    }),
  );
}

const manyNumbers = fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }), { maxLength: 8 });

describe('repeated lines of several files', () => {
  it('are found in sorted files that are each read once', async () => {
    await fc.assert(
      fc.asyncProperty(manyNumbers, async (numbers) => {
        const files = numbers.map((some) => some.map(line).sort());
        let pieces = 0;
        const counting = files.map(async function* (lines) {
          for await (const piece of read(lines)) {
            pieces += 1;
            yield piece;
          }
        });
        const expected = repeatedIn(files);
        const found = await findRepeatedInFiles(counting);
        expect(found).toEqual({ count: expected.length, first: expected });
        expect(pieces).toBe(files.reduce((sum, lines) => sum + Math.ceil(lines.length / 3), 0));
      }),
    );
  });

  it('are not looked for in a file that is not sorted, and every file is closed', async () => {
    const [low = '', high = ''] = [line(1), line(2)].sort();
    let closed = 0;
    const files = [[low, high], [low, 'wrong', high, low], [high]].map(async function* (lines) {
      try {
        yield* read(lines);
      } finally {
        closed += 1;
      }
    });
    expect(await findRepeatedInFiles(files)).toBeUndefined();
    expect(closed).toBe(3);
  });

  it('ignore lines that are wrong, and list the first hundred', async () => {
    const same = Array.from({ length: 90 }, () => line(1));
    const found = await findRepeatedInFiles([read(['', ...same]), read([...same, 'x']), read([])]);
    expect(found?.count).toBe(179);
    expect(found?.first).toHaveLength(100);
    expect(found?.first[0]).toEqual({ file: 0, line: 3 });
    expect(found?.first[89]).toEqual({ file: 1, line: 1 });
  });

  it('are not in an empty set', async () => {
    expect(await findRepeatedInFiles([])).toEqual({ count: 0, first: [] });
  });
});
