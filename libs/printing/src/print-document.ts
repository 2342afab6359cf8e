import type { Block, OfficialDocument, SignaturesBlock } from '@scrutin/declaration';
import { LEFT, PageFlow, TEXT_WIDTH } from './page-flow.ts';
import type { PrintFonts } from './print-fonts.ts';
import { drawTable } from './table-drawing.ts';
import type { Element, TextLanguage } from './tagged-pdf.ts';
import { createTaggedPdf } from './tagged-pdf.ts';
import type { TextStyle } from './typesetter.ts';
import { Typesetter } from './typesetter.ts';

const HEADINGS: Readonly<Record<1 | 2 | 3, TextStyle & { readonly above: number; readonly below: number }>> =
  {
    1: { size: 22, weight: 'bold', leading: 28, above: 0, below: 6 },
    2: { size: 14, weight: 'bold', leading: 19, above: 14, below: 4 },
    3: { size: 11, weight: 'bold', leading: 15, above: 8, below: 3 },
  };
const TEXT: TextStyle = { size: 10, weight: 'regular', leading: 14 };
const STRONG: TextStyle = { size: 12, weight: 'bold', leading: 17 };
const LABEL: TextStyle = { size: 8, weight: 'regular', leading: 11, color: '#444444' };
const INDENT = 12;

const LANGUAGES: Readonly<Record<OfficialDocument['language'], TextLanguage>> = { fr: 'fr-CA', en: 'en-CA' };

/** What the reader is told about characters that no font has. */
const SPELLED = {
  fr: 'Les polices de ce fichier n’ont pas tous les caractères. Ceux qui manquent sont écrits entre crochets par leur numéro Unicode\u00a0; la forme en texte de ce document les contient.',
  en: 'The fonts of this file do not have all characters. Those that are missing are written in brackets by their Unicode numbers; the text form of this document has them.',
} as const;

/**
 * Prints a document as a PDF file for screen readers too (PDF/UA): on US Letter, with its marks and a head and a foot on
 * every page. The same document and fonts are the same file byte for byte, whatever the time zone and the language of
 * the process. A character that no font has is written as its code point in brackets, and the reader is told so.
 *
 * @returns the pieces of the file, in order
 */
export async function* printDocument(
  content: OfficialDocument,
  fonts: PrintFonts,
): AsyncGenerator<Uint8Array, void> {
  const { title, language, dateMs } = content;
  const document = createTaggedPdf({
    title,
    language: LANGUAGES[language],
    createdAt: new Date(dateMs),
    fonts,
    buffersPages: true,
  });
  const root = document.struct('Document');
  document.addStructure(root);
  const type = new Typesetter(document, fonts);
  const flow = new PageFlow(document, type, content);
  const blocks = content.blocks.flatMap((block, index): readonly Block[] =>
    index === 0 && lacksCharacters(content, type)
      ? [block, { kind: 'paragraph', text: SPELLED[language] }]
      : [block],
  );
  for (const [index, block] of blocks.entries()) {
    const next = blocks.slice(index + 1, index + 3).find(({ kind }) => kind === 'signatures');
    if (block.kind === 'heading' && next?.kind === 'signatures') flow.ensure(100 + heightOf(next));
    drawBlock(flow, root, block);
  }
  flow.finish();
  root.end();
  document.end();
  for await (const chunk of document as AsyncIterable<Uint8Array>) yield chunk;
}

function drawBlock(flow: PageFlow, root: Element, block: Block): void {
  switch (block.kind) {
    case 'heading': {
      const style = HEADINGS[block.level];
      flow.y += style.above;
      // A heading stays with what follows it.
      flow.ensure(style.leading + style.below + 70);
      drawText(flow, root, `H${block.level}`, block.text, style);
      flow.y += style.below;
      return;
    }
    case 'paragraph':
      drawText(flow, root, 'P', block.text, block.isStrong === true ? STRONG : TEXT);
      flow.y += 6;
      return;
    case 'list':
      drawList(flow, root, block.items);
      return;
    case 'table':
      drawTable(flow, root, block);
      return;
    case 'signatures':
      drawSignatures(flow, root, block);
  }
}

function drawText(flow: PageFlow, parent: Element, tag: string, text: string, style: TextStyle): void {
  const element = flow.document.struct(tag, flow.type.actual(text));
  parent.add(element);
  flow.lines(element, flow.type.lines(text, TEXT_WIDTH, style), style);
  element.end();
}

function drawList(flow: PageFlow, parent: Element, items: readonly string[]): void {
  const { document } = flow;
  const list = document.struct('L');
  parent.add(list);
  for (const item of items) {
    const lines = flow.type.lines(item, TEXT_WIDTH - INDENT, TEXT);
    flow.ensure(Math.min(lines.length, 3) * TEXT.leading);
    const entry = document.struct('LI');
    list.add(entry);
    const label = document.struct('Lbl');
    entry.add(label);
    const top = flow.y;
    label.add(() => {
      flow.drawLines(flow.type.lines('•', INDENT, TEXT), TEXT, LEFT, top);
    });
    label.end();
    const body = document.struct('LBody', flow.type.actual(item));
    entry.add(body);
    flow.lines(body, lines, TEXT, LEFT + INDENT);
    body.end();
    entry.end();
    flow.y += 3;
  }
  list.end();
  flow.y += 5;
}

const PLACE_HEIGHT = 78;

function heightOf({ places }: SignaturesBlock): number {
  return places.length * PLACE_HEIGHT;
}

/** Where people sign: all places on one page. */
function drawSignatures(flow: PageFlow, parent: Element, block: SignaturesBlock): void {
  const { places, labels } = block;
  flow.ensure(heightOf(block));
  const gap = 16;
  const width = (TEXT_WIDTH - 2 * gap) / 3;
  for (const { role, onRecord } of places) {
    const bottom = flow.y + PLACE_HEIGHT;
    drawText(flow, parent, 'P', role, { ...TEXT, weight: 'bold' });
    if (onRecord !== undefined) drawText(flow, parent, 'P', onRecord, { ...LABEL, leading: 12 });
    const line = bottom - 22;
    for (const [index, label] of [labels.name, labels.signature, labels.date].entries()) {
      const x = LEFT + index * (width + gap);
      flow.rule(x, line, width, '#000000');
      const element = flow.document.struct('P');
      parent.add(element);
      element.add(() => {
        flow.drawLines(flow.type.lines(label, width, LABEL), LABEL, x, line + 2);
      });
      element.end();
    }
    flow.y = bottom;
  }
}

/** Whether a text of the document has a character that no font has. */
function lacksCharacters({ blocks, running }: OfficialDocument, type: Typesetter): boolean {
  const texts = [running, ...blocks.flatMap(textsOf)];
  return texts.some((text) => type.lacks(text));
}

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'list':
      return block.items;
    case 'table':
      return [block.caption, ...block.columns.map(({ head }) => head), ...block.rows.flat()];
    case 'signatures':
      return block.places.flatMap(({ role, onRecord }) => [role, onRecord ?? '']);
  }
}
