/** What was passed over in a file, because it changes nothing of what the lines say. A closed set. */
export const ROLL_FILE_NOTES = ['byte-order-mark', 'crlf', 'cr', 'empty-last-lines'] as const;
export type RollFileNote = (typeof ROLL_FILE_NOTES)[number];

/** More than any line of a roll; what is longer is cut, and none. */
const LONGEST_KEPT = 200;
/** The bytes of a UTF-8 byte order mark, each as a character. */
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';
const DOS_END_OF_FILE = '\u001a';

/**
 * Cuts a roll that comes in pieces into its lines, the same at every door. The pieces are bytes as characters
 * (`latin1`): a roll is ASCII, and other bytes make a line that is none.
 *
 * What editors and spreadsheets add without changing a line is passed over and noted: byte order marks, also where
 * files were joined; CR LF and CR as line ends; empty lines after the last one. The last line needs no end.
 */
export class RollLineSplitter {
  readonly #notes = new Set<RollFileNote>();
  #held = '';
  /** The last piece ended with a CR, which ended a line: an LF that follows belongs to it. */
  #afterCr = false;
  /** Empty lines that are not handed out before another line follows them. */
  #empty = 0;

  push(piece: string): string[] {
    let text = this.#held + piece;
    if (this.#afterCr && piece !== '') {
      const isOfCrLf = text.startsWith('\n');
      if (isOfCrLf) text = text.slice(1);
      this.#notes.add(isOfCrLf ? 'crlf' : 'cr');
      this.#afterCr = false;
    }
    const lines = text.includes('\r') ? this.#cutAtAnyEnd(text) : text.split('\n');
    const last = lines.pop() ?? '';
    this.#held = last.length > LONGEST_KEPT ? last.slice(0, LONGEST_KEPT) : last;
    return this.#handedOut(lines);
  }

  end(): string[] {
    const last = this.#held;
    this.#held = '';
    if (this.#afterCr) this.#notes.add('cr');
    const lines = this.#handedOut(last === '' || last === DOS_END_OF_FILE ? [] : [last]);
    if (this.#empty > 0) this.#notes.add('empty-last-lines');
    return lines;
  }

  /** After {@link end}. */
  notes(): RollFileNote[] {
    return ROLL_FILE_NOTES.filter((note) => this.#notes.has(note));
  }

  #cutAtAnyEnd(text: string): string[] {
    if (text.includes('\r\n')) this.#notes.add('crlf');
    if (/\r(?!\n|$)/.test(text)) this.#notes.add('cr');
    this.#afterCr = text.endsWith('\r');
    return text.split(/\r\n|\n|\r/);
  }

  #handedOut(lines: string[]): string[] {
    let found = lines;
    if (lines.some((line) => line === '' || line.startsWith(BYTE_ORDER_MARK))) {
      found = lines.flatMap((line) => this.#afterEmptyLines(this.#withoutMark(line)));
    } else if (this.#empty > 0 && lines.length > 0) {
      found = [...this.#emptyLines(), ...lines];
    }
    return found;
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
