export { codePointOf, MissingGlyphError, openPrintFonts } from './print-fonts.ts';
export type { PrintFonts } from './print-fonts.ts';
export { printDocument } from './print-document.ts';
export { createTaggedPdf } from './tagged-pdf.ts';
export type { Element, TaggedPdf, TextLanguage } from './tagged-pdf.ts';
export { Pen } from './tagged-pen.ts';
