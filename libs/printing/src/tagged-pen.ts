import type { PrintFonts, Weight } from './print-fonts.ts';
import type { Element, TaggedPdf, TextLanguage } from './tagged-pdf.ts';

/** From this size on, lines of running text are spaced. */
const SPACED_FROM = 12;

/** Where a text stands, and how large it is. All lengths are in points, from the top left. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
  readonly weight?: Weight;
  /** Whether the text is made smaller until it fits on one line. */
  readonly fit?: boolean;
  /** True if asterisks are only asterisks, as in a text that somebody else than the office wrote. */
  readonly isPlain?: boolean;
}

/** Draws tagged content on the current page. Its functions for texts return the y at which the text ends. */
export class Pen {
  readonly document: TaggedPdf;
  readonly #section: Element;
  readonly #fonts: PrintFonts;

  constructor(document: TaggedPdf, section: Element, fonts: PrintFonts) {
    this.document = document;
    this.#section = section;
    this.#fonts = fonts;
  }

  artefact(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }

  figure(alt: string, bbox: [number, number, number, number], draw: () => void): void {
    const options = { alt, bbox };
    this.#section.add(this.document.struct('Figure', options, draw));
  }

  heading(language: TextLanguage, text: string, place: TextPlace): number {
    return this.#tagged('H1', language, text, { weight: 'bold', ...place });
  }

  paragraph(language: TextLanguage, text: string, place: TextPlace): number {
    return this.#tagged('P', language, text, place);
  }

  /** A label in both languages on one line. */
  bilingual(fr: string, en: string, place: TextPlace): void {
    this.#tagged('P', 'fr-CA', fr, place);
    const x = place.x + this.#widthOf(`${fr} `, place.size, 'regular');
    this.#tagged('P', 'en-CA', `· ${en}`, { ...place, x, width: place.width - (x - place.x) });
  }

  list(language: TextLanguage, items: readonly string[], place: TextPlace): number {
    const { document } = this;
    const list = document.struct('L', { lang: language });
    this.#section.add(list);
    let { y } = place;
    for (const item of items) {
      const label = document.struct('Lbl', {}, () => {
        this.#write('•', { ...place, y, width: 12 });
      });
      const body = document.struct('LBody', {}, () => {
        this.#write(item, { ...place, x: place.x + 12, y, width: place.width - 12 });
      });
      const entry = document.struct('LI');
      list.add(entry);
      entry.add(label);
      entry.add(body);
      entry.end();
      y = document.y + 3;
    }
    list.end();
    return y;
  }

  #tagged(type: 'P' | 'H1', language: TextLanguage, text: string, place: TextPlace): number {
    const element = this.document.struct(type, { lang: language }, () => {
      this.#write(text, place);
    });
    this.#section.add(element);
    return this.document.y;
  }

  /** Writes a text whose parts between `**` are bold, unless it is plain; each run has the font that has its characters. */
  #write(text: string, place: TextPlace): void {
    const { x, y, width, weight = 'regular' } = place;
    const parts = place.isPlain === true ? [text] : text.split('**');
    const runs = parts.flatMap((part, i) => this.#fonts.runs(part, i % 2 === 1 ? 'bold' : weight));
    const size = place.fit === true ? this.#fittingSize(text, place) : place.size;
    for (const [i, run] of runs.entries()) {
      this.document.font(run.font, size);
      const options = { width, continued: i < runs.length - 1, lineGap: size >= SPACED_FROM ? 1.5 : 0 };
      if (i === 0) this.document.text(run.text, x, y, options);
      else this.document.text(run.text, options);
    }
  }

  #fittingSize(text: string, { size, width, weight = 'regular' }: TextPlace): number {
    const natural = this.#widthOf(text, size, weight);
    return natural < width ? size : (size * (width - 1)) / natural;
  }

  #widthOf(text: string, size: number, weight: Weight): number {
    return this.#fonts
      .runs(text, weight)
      .reduce((sum, run) => sum + this.document.font(run.font, size).widthOfString(run.text), 0);
  }
}
