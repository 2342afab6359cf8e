import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OfficialDocument } from '@scrutin/declaration';
import { collectionOf } from './fixture/font-collection.ts';
import { printDocument } from './print-document.ts';
import { openPrintFonts } from './print-fonts.ts';

/** A font with signs of mathematics, which none of the usual fonts has. */
const MATH = createRequire(import.meta.url).resolve(
  '@fontsource/noto-sans-arabic/files/noto-sans-arabic-math-400-normal.woff',
);
const SIGN = '√';

let folder: string;
let collection: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fallback-font-'));
  collection = path.join(folder, 'noto#1.ttc');
  await writeFile(collection, collectionOf(await readFile(MATH)));
});
afterAll(() => rm(folder, { recursive: true }));

const DOCUMENT: OfficialDocument = {
  language: 'en',
  title: 'Title',
  dateMs: 0,
  marks: [],
  running: 'Title',
  foot: 'page',
  blocks: [{ kind: 'paragraph', text: `Elected: ${SIGN}` }],
};

async function printed(fallback?: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of printDocument(DOCUMENT, openPrintFonts(fallback))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('a font of the office prints the characters that the usual fonts lack, from a file or from a collection', async () => {
  expect(openPrintFonts().has(SIGN)).toBe(false);
  expect(openPrintFonts(MATH).has(SIGN)).toBe(true);
  const name = 'NotoSansArabic-Regular';
  const fonts = openPrintFonts(`${collection}#${name}`);
  expect(fonts.has(SIGN)).toBe(true);
  expect(fonts.runs(SIGN, 'bold')).toEqual([{ text: SIGN, font: 'fallback-bold' }]);
  const [without, withFile, withCollection] = [
    await printed(),
    await printed(MATH),
    await printed(`${collection}#${name}`),
  ];
  expect(withFile.equals(without)).toBe(false);
  expect(withCollection.length).toBeGreaterThan(1_000);
  expect((await printed(`${collection}#${name}`)).equals(withCollection)).toBe(true);
});

test('a font that cannot be used is refused, and a collection names its fonts', () => {
  expect(() => openPrintFonts(path.join(folder, 'none.otf'))).toThrow('cannot be read as a font');
  expect(() => openPrintFonts(collection)).toThrow(
    /has several fonts: add the name .*#NotoSansArabic-Regular/,
  );
  expect(() => openPrintFonts(`${collection}#None`)).toThrow(/has several fonts/);
});
