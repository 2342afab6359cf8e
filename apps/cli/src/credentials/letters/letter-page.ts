import { encodeQR } from 'qr';
import type { Element, PrintFonts, TaggedPdf, TextLanguage } from '@scrutin/printing';
import { Pen } from '@scrutin/printing';
import type { Envelope } from './envelope.ts';
import type { LetterTemplate, LetterValues, TemplateSection } from './letter-template.ts';
import { filledIn } from './letter-template.ts';
import type { Letter } from './letters-folder.ts';

/** What all letters of a set have in common. */
export interface LetterDesign {
  readonly envelope: Envelope;
  readonly fonts: PrintFonts;
  readonly template: LetterTemplate;
  /** Whether the identifier is printed. A NAS need not be, because voters know theirs. */
  readonly showIdentifier: boolean;
  /** Whether the voters were invented, which the letter then says. */
  readonly isSpecimen: boolean;
}

/** What the letter of one voter says. */
export interface LetterContent {
  readonly letter: Letter;
  readonly values: LetterValues;
  /** What the QR code holds. */
  readonly address: string;
}

const SIZE = { small: 9, label: 10, address: 11, text: 12, heading: 16, identifier: 20, code: 34 } as const;
const QR_SIZE = 124;
const COLUMN_GAP = 22;

/**
 * Draws one letter on one page. The address and the reference lie where the window of the envelope is; the code, the
 * QR code and the text lie below the first fold, where they cannot be seen from outside.
 *
 * The page is tagged: each letter is a section, each text is a paragraph, a heading or a list in its language, the QR
 * code is a figure with a text in its place, and fold marks and lines are artefacts.
 *
 * @returns false if the text of the template needs more than one page
 * @throws MissingGlyphError if no font has a character of the address or of the template
 */
export function drawLetter(
  document: TaggedPdf,
  parent: Element,
  design: LetterDesign,
  content: LetterContent,
): boolean {
  const { width, height } = design.envelope;
  let pages = 0;
  const count = (): void => {
    pages += 1;
  };
  document.on('pageAdded', count);
  document.addPage({ size: [width, height], margins: { top: 0, left: 0, right: 0, bottom: 24 } });
  const section = document.struct('Sect', { title: content.letter.reference });
  parent.add(section);
  const pen = new Pen(document, section, design.fonts);
  drawMarks(pen, design.envelope);
  drawHead(pen, design, content.letter);
  const bottom = drawCredential(pen, design, content);
  drawColumns(pen, design, content.values, bottom + 16);
  section.end();
  document.off('pageAdded', count);
  return pages === 1;
}

function drawMarks(pen: Pen, { folds }: Envelope): void {
  pen.artefact(() => {
    for (const y of folds) pen.document.moveTo(8, y).lineTo(22, y);
    pen.document.lineWidth(0.5).stroke('#777777');
  });
}

/** The office, and what is seen through the window: the reference and the address. */
function drawHead(pen: Pen, { envelope, template, isSpecimen }: LetterDesign, letter: Letter): void {
  const { window, margin, width } = envelope;
  let y = 30;
  for (const line of template.sender) {
    pen.paragraph('fr-CA', line, { x: margin, y, size: 10, width: width - 2 * margin });
    y += 13;
  }
  if (isSpecimen) {
    const x = width / 2;
    const style = { x, size: SIZE.small, width: width / 2 - margin, weight: 'bold' } as const;
    pen.paragraph('fr-CA', 'SPÉCIMEN\u00a0: personne inventée, pour une démonstration', {
      ...style,
      y: y + 4,
    });
    pen.paragraph('en-CA', 'SPECIMEN: invented voter, for a demonstration', { ...style, y: y + 16 });
  }
  const { x, width: windowWidth } = window;
  pen.paragraph('fr-CA', `Réf. ${letter.reference}`, {
    x,
    y: window.y,
    size: 8,
    width: windowWidth,
    fit: true,
  });
  const top = window.y + 10.5;
  const leading = Math.min(13, (window.height - 10.5) / Math.max(1, letter.address.length));
  const size = Math.min(SIZE.address, leading - 0.4);
  for (const [i, line] of letter.address.entries()) {
    const place = { x, y: top + i * leading, size, width: windowWidth, fit: true, isPlain: true };
    pen.paragraph('fr-CA', line, place);
  }
}

/** The code, large, with the QR code beside it. Returns the y at which the box ends. */
function drawCredential(pen: Pen, design: LetterDesign, { letter, values, address }: LetterContent): number {
  const { envelope, showIdentifier } = design;
  const { margin, width, folds } = envelope;
  const top = folds[0] + 18;
  const height = QR_SIZE + 20;
  pen.artefact(() => {
    pen.document
      .lineWidth(1)
      .rect(margin, top, width - 2 * margin, height)
      .stroke('#000000');
  });
  const x = margin + 14;
  const textWidth = width - 2 * margin - QR_SIZE - 40;
  const label = { x, size: SIZE.label, width: textWidth };
  let y = top + 12;
  pen.bilingual('Votre code', 'Your code', { ...label, y });
  y += 13;
  pen.paragraph('fr-CA', inGroups(letter.code, 4), {
    ...label,
    y,
    size: SIZE.code,
    weight: 'bold',
    fit: true,
  });
  y += 48;
  if (showIdentifier) {
    pen.bilingual('Votre identifiant', 'Your identifier', { ...label, y });
    y += 13;
    const style = { size: SIZE.identifier, weight: 'bold' } as const;
    pen.paragraph('fr-CA', inGroups(letter.identifier, 3), { ...label, ...style, y });
    y += 30;
  }
  pen.paragraph('fr-CA', values.url, { ...label, y, size: SIZE.address, weight: 'bold', fit: true });
  drawQrCode(pen, address, width - margin - QR_SIZE - 10, top + 10);
  return top + height;
}

function drawQrCode(pen: Pen, address: string, x: number, y: number): void {
  const quiet = 4; // ISO/IEC 18004 wants four modules of white around it
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: quiet });
  const module = QR_SIZE / rows.length;
  const alt =
    'Code QR\u00a0: ouvre la page de vote avec votre code. / QR code: opens the voting page with your code.';
  pen.figure(alt, [x, y, x + QR_SIZE, y + QR_SIZE], () => {
    for (const [row, isBlack] of rows.entries()) {
      for (let start = isBlack.indexOf(true); start >= 0;) {
        const white = isBlack.indexOf(false, start); // there is always one, because of the border
        pen.document.rect(x + start * module, y + row * module, (white - start) * module, module);
        start = isBlack.indexOf(true, white);
      }
    }
    pen.document.fill('#000000');
  });
}

/** The text in French on the left, in English on the right. */
function drawColumns(
  pen: Pen,
  { envelope, template }: LetterDesign,
  values: LetterValues,
  top: number,
): void {
  const width = (envelope.width - 2 * envelope.margin - COLUMN_GAP) / 2;
  drawSection(pen, 'fr-CA', template.fr, values, { x: envelope.margin, y: top, width });
  const x = envelope.margin + width + COLUMN_GAP;
  drawSection(pen, 'en-CA', template.en, values, { x, y: top, width });
}

function drawSection(
  pen: Pen,
  language: TextLanguage,
  { heading, blocks }: TemplateSection,
  values: LetterValues,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  const at = { x, width };
  let next = pen.heading(language, filledIn(heading, values), { ...at, y, size: SIZE.heading });
  for (const block of blocks) {
    next += 6;
    if (block.kind === 'paragraph') {
      next = pen.paragraph(language, filledIn(block.text, values), { ...at, y: next, size: SIZE.text });
    } else {
      const items = block.items.map((item) => filledIn(item, values));
      next = pen.list(language, items, { ...at, y: next, size: SIZE.text });
    }
  }
}

function inGroups(text: string, of: number): string {
  return text.match(new RegExp(`.{1,${of}}`, 'g'))?.join(' ') ?? text;
}
