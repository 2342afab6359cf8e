import { textOf, trackedFiles } from '../documents/tracked-files.ts';

/** The rule of CONTRIBUTING.md, for sources and tests alike. */
const MOST_LINES = 400;

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

it('counts the lines of a file, whether or not its last line ends with a newline', () => {
  expect(linesOf('a\nb\n')).toBe(2);
  expect(linesOf('a\nb')).toBe(2);
});

it(`no source and no test has more than ${String(MOST_LINES)} lines`, () => {
  const sources = trackedFiles().filter((file) => /\.(?:[cm]?[jt]sx?|css|sh|prisma)$/.test(file));
  expect(sources.length).toBeGreaterThan(800);
  const tooLong = sources.flatMap((file) => {
    const lines = linesOf(textOf(file));
    return lines > MOST_LINES ? [`${file}: ${String(lines)} lines`] : [];
  });
  expect(tooLong).toEqual([]);
});
