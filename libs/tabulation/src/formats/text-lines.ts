/** A line of a file, with its number from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

const DOS_END_OF_FILE = '\u001A';

/**
 * The lines of a text, which may end by CR LF, LF or CR. A byte order mark and the end-of-file mark of DOS are removed.
 */
export function linesOf(text: string): readonly TextLine[] {
  const ended = text.endsWith(DOS_END_OF_FILE) ? text.slice(0, -1) : text;
  return ended
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ number: index + 1, text: line }));
}
