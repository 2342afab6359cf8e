/** What was ignored in a file because it does not change the lines. A closed set. */
export const ROLL_FILE_NOTES = ['byte-order-mark', 'crlf', 'cr', 'empty-last-lines'] as const;
export type RollFileNote = (typeof ROLL_FILE_NOTES)[number];

/** Longer than any line of a roll. A longer line is cut here, and is refused in any case. */
const LONGEST_KEPT = 200;
/** The bytes of a UTF-8 byte order mark, each as a character. */
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';
const DOS_END_OF_FILE = '\u001a';

/**
 * Splits a roll, which arrives in pieces, into its lines. Every way to load a roll uses it. The pieces are bytes as
 * characters (`latin1`): a roll is ASCII, and a line with other bytes is refused later.
 *
 * What editors and spreadsheets add without changing a line is ignored and noted: byte order marks, including those in
 * the middle of joined files; CR LF and CR as line ends; empty lines after the last line. The last line need not end
 * with a line end.
 */
export class RollLineSplitter {
  readonly #notes = new Set<RollFileNote>();
  /** The beginning of a line that did not end in the pieces so far. */
  #pending = '';
  /** Whether the last piece ended with a CR, which ended a line. An LF that follows belongs to it. */
  #afterCr = false;
  /** The number of empty lines that are returned only if another line follows them. */
  #empty = 0;

  /** Takes the next piece, and returns the lines that end in it. */
  push(piece: string): string[] {
    let text = this.#pending + piece;
    if (this.#afterCr && piece !== '') {
      const isOfCrLf = text.startsWith('\n');
      if (isOfCrLf) text = text.slice(1);
      this.#notes.add(isOfCrLf ? 'crlf' : 'cr');
      this.#afterCr = false;
    }
    const lines = text.includes('\r') ? this.#splitAtAnyLineEnd(text) : text.split('\n');
    const last = lines.pop() ?? '';
    this.#pending = last.length > LONGEST_KEPT ? last.slice(0, LONGEST_KEPT) : last;
    return this.#cleaned(lines);
  }

  /** Must be called after the last piece. Returns the last line, if it had no line end. */
  end(): string[] {
    const last = this.#pending;
    this.#pending = '';
    if (this.#afterCr) this.#notes.add('cr');
    const lines = this.#cleaned(last === '' || last === DOS_END_OF_FILE ? [] : [last]);
    if (this.#empty > 0) this.#notes.add('empty-last-lines');
    return lines;
  }

  /** What was ignored in the file. Complete only after {@link end}. */
  notes(): RollFileNote[] {
    return ROLL_FILE_NOTES.filter((note) => this.#notes.has(note));
  }

  #splitAtAnyLineEnd(text: string): string[] {
    if (text.includes('\r\n')) this.#notes.add('crlf');
    if (/\r(?!\n|$)/.test(text)) this.#notes.add('cr');
    this.#afterCr = text.endsWith('\r');
    return text.split(/\r\n|\n|\r/);
  }

  /** Removes byte order marks, and holds back empty lines until another line follows. */
  #cleaned(lines: string[]): string[] {
    if (lines.some((line) => line === '' || line.startsWith(BYTE_ORDER_MARK))) {
      return lines.flatMap((line) => this.#afterEmptyLines(this.#withoutMark(line)));
    }
    return this.#empty > 0 && lines.length > 0 ? [...this.#emptyLines(), ...lines] : lines;
  }

  #withoutMark(line: string): string {
    if (!line.startsWith(BYTE_ORDER_MARK)) return line;
    this.#notes.add('byte-order-mark');
    return line.slice(BYTE_ORDER_MARK.length);
  }

  #afterEmptyLines(line: string): string[] {
    if (line !== '') return [...this.#emptyLines(), line];
    this.#empty += 1;
    return [];
  }

  #emptyLines(): string[] {
    const lines = Array.from({ length: this.#empty }, () => '');
    this.#empty = 0;
    return lines;
  }
}
