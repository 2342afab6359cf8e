import type { TextLine } from './text-lines.ts';

/** A word before the names: a number, a mark, an option in brackets, or an identifier in parentheses. */
export interface BltToken {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

const WORD = /\[[^\]]*\]|\([^)]*\)|["[(]|[^\s[("]+/g;

/**
 * Gives the words of a BLT file up to the end of its ballots, and then the lines of its names. Comments are skipped:
 * from `#` to the end of the line, and C comments. Commas at the end of a line, which spreadsheets add, are
 * removed.
 */
export class BltTokens {
  private readonly lines: readonly TextLine[];
  private lineIndex = 0;
  private words: readonly BltToken[] = [];
  private wordIndex = 0;
  private inComment = false;
  private lastLine = 0;
  /**
   * Whether several ballots follow on the line of the heading. Line ends then have no meaning, as in the first paper.
   */
  private freeForm = false;

  constructor(lines: readonly TextLine[]) {
    this.lines = lines;
  }

  peek(): BltToken | undefined {
    while (this.wordIndex >= this.words.length && this.lineIndex < this.lines.length) {
      this.words = this.wordsOf(this.lines[this.lineIndex] as TextLine);
      this.wordIndex = 0;
      this.lineIndex += 1;
    }
    return this.words[this.wordIndex];
  }

  next(): BltToken | undefined {
    const token = this.peek();
    if (token === undefined) return undefined;
    this.wordIndex += 1;
    this.lastLine = token.line;
    return token;
  }

  /**
   * Declares the heading as read. Returns the first word of the ballots if they begin on the last line of the heading,
   * otherwise undefined.
   */
  ballotsBegin(): BltToken | undefined {
    const { lastLine } = this;
    const next = this.peek();
    if (next?.line !== lastLine) return undefined;
    this.freeForm = this.words.slice(this.wordIndex).filter(({ text }) => text === '0').length > 1;
    return next;
  }

  /** Whether each line is one ballot. */
  get oneBallotALine(): boolean {
    return !this.freeForm;
  }

  /**
   * The word that follows this one on the same line, if each line is one ballot. A quote begins the names and does not
   * count as a word.
   */
  following(token: BltToken): BltToken | undefined {
    const next = this.words[this.wordIndex];
    const follows = next !== undefined && next.line === token.line && next.text !== '"';
    return this.oneBallotALine && follows ? next : undefined;
  }

  /** The lines that follow the last word that was read, beginning with the rest of its line. */
  rest(): readonly TextLine[] {
    const line = this.lines[this.lineIndex - 1];
    const next = this.words[this.wordIndex];
    const begun =
      line === undefined || next === undefined
        ? []
        : [{ number: line.number, text: line.text.slice(next.column - 1) }];
    return [...begun, ...this.lines.slice(this.lineIndex)];
  }

  private wordsOf({ number, text }: TextLine): readonly BltToken[] {
    const plain = this.withoutComments(text).replace(/[\s,;]+$/, '');
    return Array.from(plain.matchAll(WORD), (match) => ({
      text: match[0],
      line: number,
      column: match.index + 1,
    }));
  }

  /** The line with spaces in place of comments. After the first quote, where the names begin, it is left unchanged. */
  private withoutComments(text: string): string {
    let plain = '';
    for (let at = 0; at < text.length; at += 1) {
      const pair = text.slice(at, at + 2);
      if (this.inComment) {
        if (pair === '*/') {
          this.inComment = false;
          plain += ' ';
          at += 1;
        }
        plain += ' ';
      } else if (pair === '/*') {
        this.inComment = true;
        plain += '  ';
        at += 1;
      } else if (text[at] === '"') return plain + text.slice(at);
      else if (text[at] === '#') return plain;
      else plain += text[at] ?? '';
    }
    return plain;
  }
}
