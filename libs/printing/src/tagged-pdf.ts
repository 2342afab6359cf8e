import PDFDocument from 'pdfkit';
import type { PrintFonts } from './print-fonts.ts';

/** A PDF file while it is written. */
export type TaggedPdf = InstanceType<typeof PDFDocument>;
/** A node of the structure tree, which readers of screens follow. */
export type Element = ReturnType<TaggedPdf['struct']>;
/** The language of a text, as BCP 47 writes it. */
export type TextLanguage = 'fr-CA' | 'en-CA';

export interface TaggedPdfOptions {
  readonly title: string;
  readonly language: TextLanguage;
  /** The only time in the file, so that the same content is the same file byte for byte. */
  readonly createdAt: Date;
  readonly fonts: PrintFonts;
  /** Whether all pages stay in memory until the end, so that each can say how many there are. */
  readonly buffersPages?: boolean;
}

/** ISO 14289-1, for readers of screens. The types of pdfkit do not know it yet. */
const PDF_UA = 'PDF/UA' as unknown as NonNullable<PDFKit.PDFDocumentOptions['subset']>;

/** Begins a tagged PDF file without a page (PDF/UA, ISO 14289-1). */
export function createTaggedPdf({
  title,
  language,
  createdAt,
  fonts,
  buffersPages = false,
}: TaggedPdfOptions): TaggedPdf {
  const document = new PDFDocument({
    autoFirstPage: false,
    bufferPages: buffersPages,
    pdfVersion: '1.7',
    subset: PDF_UA,
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, CreationDate: createdAt, ModDate: createdAt },
  });
  for (const font of fonts.files) document.registerFont(font.name, font.file, font.ofCollection);
  return document;
}
