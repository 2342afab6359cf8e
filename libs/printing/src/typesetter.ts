import type { PrintFonts, Run, Weight } from './print-fonts.ts';
import { codePointOf } from './print-fonts.ts';
import type { TaggedPdf } from './tagged-pdf.ts';

/** How a text is set. All lengths are in points. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  /** From one baseline to the next. */
  readonly leading: number;
  readonly color?: string;
}

/** A line of text that was measured. */
export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

/** Isolates (UAX #9). The runs of a line are placed one after another, so that nothing reorders them. */
const ISOLATES = /[\u2066-\u2069]/gu;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

/** Breaks texts into lines of a width and puts them on the page, each character in a font that has it. */
export class Typesetter {
  readonly #document: TaggedPdf;
  readonly #fonts: PrintFonts;
  readonly #widths = new Map<string, number>();

  constructor(document: TaggedPdf, fonts: PrintFonts) {
    this.#document = document;
    this.#fonts = fonts;
  }

  /** The text in characters that the fonts have: `[U+6728]` stands for one that none has. */
  printable(text: string): string {
    let printable = '';
    for (const character of text.replaceAll(ISOLATES, '')) {
      if (this.#fonts.has(character)) printable += character;
      else if (!IGNORABLE.test(character)) printable += `[${codePointOf(character)}]`;
    }
    return printable;
  }

  /**
   * The text itself, for readers of screens, if the page does not have it in this form: because a character is not
   * printed, or because words are placed from right to left.
   */
  actual(text: string): { readonly actual?: string } {
    const plain = text.replaceAll(ISOLATES, '');
    return plain === text && !this.lacks(text) ? {} : { actual: plain };
  }

  /** Whether a character of the text is not printed, because no font has it. */
  lacks(text: string): boolean {
    return Array.from(text).some((character) => !this.#fonts.has(character) && !IGNORABLE.test(character));
  }

  /** Breaks a text at spaces, and inside a word only if it is longer than a line. */
  lines(text: string, width: number, style: TextStyle): readonly Line[] {
    const lines: Line[] = [];
    let line = '';
    let filled = 0;
    for (const word of this.printable(text.replaceAll(/[ \n\t]+/g, ' ')).split(/(?<= )/)) {
      for (const piece of this.#pieces(word, width, style)) {
        if (line !== '' && filled + this.#widthOf(piece.trimEnd(), style) > width) {
          lines.push(this.#line(line, style));
          line = '';
          filled = 0;
        }
        line += piece;
        filled += this.#widthOf(piece, style);
      }
    }
    lines.push(this.#line(line.trimEnd(), style));
    return lines;
  }

  /** Puts a line on the page. @param y of the baseline, from the top */
  draw({ runs }: Line, x: number, y: number, style: TextStyle): void {
    let left = x;
    this.#document.fillColor(style.color ?? '#000000');
    for (const { text, font } of runs) {
      this.#document.font(font, style.size).text(text, left, y, { lineBreak: false, baseline: 'alphabetic' });
      left += this.#document.widthOfString(text);
    }
  }

  #line(text: string, style: TextStyle): Line {
    return { runs: this.#fonts.runs(text, style.weight), width: this.#measured(text, style) };
  }

  #pieces(word: string, width: number, style: TextStyle): readonly string[] {
    if (this.#widthOf(word.trimEnd(), style) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const character of word) {
      if (piece !== '' && this.#widthOf(piece + character, style) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
    return [...pieces, piece];
  }

  /** Words come again and again, so their widths are kept. */
  #widthOf(text: string, style: TextStyle): number {
    const key = `${style.weight} ${style.size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    const width = this.#measured(text, style);
    this.#widths.set(key, width);
    return width;
  }

  #measured(text: string, { size, weight }: TextStyle): number {
    let width = 0;
    for (const run of this.#fonts.runs(text, weight)) {
      width += this.#document.font(run.font, size).widthOfString(run.text);
    }
    return width;
  }
}
