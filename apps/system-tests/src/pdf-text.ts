import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The texts of each page of a PDF file, in the order in which they are drawn. */
export async function pagesOfPdf(file: string): Promise<string[][]> {
  const data = new Uint8Array(await readFile(file));
  const document = await getDocument({ data, disableFontFace: true, useSystemFonts: false, verbosity: 0 })
    .promise;
  const pages: string[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : [])));
  }
  return pages;
}
