import type { OfficialDocument } from '@scrutin/declaration';
import type { Element, TaggedPdf } from './tagged-pdf.ts';
import type { Line, TextStyle, Typesetter } from './typesetter.ts';

/** US Letter, in points. */
const PAGE = { width: 612, height: 792 } as const;
const MARGIN = 54;
/** Where the text of a page ends, above its foot. */
const BOTTOM = PAGE.height - 60;

export const TEXT_WIDTH = PAGE.width - 2 * MARGIN;
export const LEFT = MARGIN;

const SMALL: TextStyle = { size: 8, weight: 'regular', leading: 11, color: '#444444' };
const MARK: TextStyle = { size: 10, weight: 'bold', leading: 15 };

/** The pages of a document while they are filled from the top to the bottom, with their heads and feet. */
export class PageFlow {
  readonly document: TaggedPdf;
  readonly type: Typesetter;
  readonly #content: Pick<OfficialDocument, 'marks' | 'running' | 'foot'>;
  #pages = 0;
  /** Where the next content begins, from the top. */
  y = BOTTOM;

  constructor(
    document: TaggedPdf,
    type: Typesetter,
    content: Pick<OfficialDocument, 'marks' | 'running' | 'foot'>,
  ) {
    this.document = document;
    this.type = type;
    this.#content = content;
    this.newPage();
  }

  /** How much room the page has left. */
  get room(): number {
    return BOTTOM - this.y;
  }

  newPage(): void {
    const margins = { top: 0, left: 0, right: 0, bottom: 0 };
    this.document.addPage({ size: [PAGE.width, PAGE.height], margins });
    this.#pages += 1;
    this.y = 40;
    this.pageArtefact('Top', () => {
      for (const mark of this.#content.marks) this.#drawMark(mark);
      if (this.#pages > 1) this.#drawRunning();
    });
    this.y += 14;
  }

  /** Begins a new page if this one has less room. */
  ensure(room: number): void {
    if (this.room < room) this.newPage();
  }

  /** Draws what belongs to no text, such as lines. It must not be called while content is drawn. */
  artefact(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }

  pageArtefact(side: 'Top' | 'Bottom', draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Pagination', attached: [side] });
    draw();
    this.document.endMarkedContent();
  }

  rule(x: number, y: number, width: number, color: string): void {
    this.artefact(() => {
      this.document
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.5)
        .stroke(color);
    });
  }

  /** Puts lines into an element, on as many pages as they need, and moves on. */
  lines(element: Element, lines: readonly Line[], style: TextStyle, x = LEFT): void {
    let rest = lines;
    while (rest.length > 0) {
      this.ensure(style.leading);
      const fitting = rest.slice(0, Math.floor(this.room / style.leading));
      const top = this.y;
      element.add(() => {
        this.drawLines(fitting, style, x, top);
      });
      this.y = top + fitting.length * style.leading;
      rest = rest.slice(fitting.length);
    }
  }

  drawLines(lines: readonly Line[], style: TextStyle, x: number, top: number): void {
    for (const [index, line] of lines.entries()) {
      this.type.draw(line, x, top + index * style.leading + style.size, style);
    }
  }

  /** Writes the foot of every page: it says how many pages there are. */
  finish(): void {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.document.switchToPage(page);
      const text = this.#content.foot.replace('{page}', String(page + 1)).replace('{pages}', String(count));
      const [line] = this.type.lines(text, TEXT_WIDTH, SMALL);
      this.pageArtefact('Bottom', () => {
        if (line !== undefined) {
          this.type.draw(line, LEFT + TEXT_WIDTH - line.width, PAGE.height - 34, SMALL);
        }
      });
    }
  }

  #drawMark(mark: string): void {
    const lines = this.type.lines(mark, TEXT_WIDTH - 12, MARK);
    const height = lines.length * MARK.leading + 7;
    this.document
      .rect(LEFT, this.y - 6, TEXT_WIDTH, height)
      .lineWidth(1)
      .stroke('#000000');
    for (const [index, line] of lines.entries()) {
      const x = LEFT + (TEXT_WIDTH - line.width) / 2;
      this.type.draw(line, x, this.y + index * MARK.leading + 9, MARK);
    }
    this.y += height + 6;
  }

  #drawRunning(): void {
    const [first, second] = this.type.lines(this.#content.running, TEXT_WIDTH - 12, SMALL);
    if (first === undefined) return;
    this.type.draw(first, LEFT, this.y + 2, SMALL);
    if (second !== undefined) {
      const [dots] = this.type.lines('…', 12, SMALL);
      if (dots !== undefined) this.type.draw(dots, LEFT + first.width, this.y + 2, SMALL);
    }
    this.document
      .moveTo(LEFT, this.y + 7)
      .lineTo(LEFT + TEXT_WIDTH, this.y + 7)
      .lineWidth(0.5)
      .stroke('#777777');
    this.y += 8;
  }
}
