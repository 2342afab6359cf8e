import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { OfficialDocument } from '@scrutin/declaration';
import { printDocument } from './print-document.ts';
import { openPrintFonts } from './print-fonts.ts';

const fonts = openPrintFonts();

const LONG_NAME = `${'Marie-Antoinette de Saint-Barnabé '.repeat(8)}Tremblay`;
const NAMES = [
  'Łukasz Côté-Œuvray',
  LONG_NAME,
  'نور الهدى',
  'דוד כהן',
  '小明 李',
  'Zoé 😀 Ÿ',
  'ᓄᓇᕗᑦ Nguyễn',
  'Владимир Ωμέγα',
];
const CANDIDATES = [
  ...NAMES,
  ...Array.from({ length: 92 }, (_, index) => `Candidate ${index + 9} of the race`),
];

const DOCUMENT: OfficialDocument = {
  language: 'en',
  title: 'Declaration of results: Elections of 2026',
  dateMs: Date.UTC(2026, 9, 6, 19, 5, 7),
  marks: ['REHEARSAL: no effect', 'DRAFT'],
  running: 'Declaration of results: Elections of 2026',
  foot: 'election:E – Page {page} of {pages}',
  blocks: [
    { kind: 'heading', level: 1, text: 'Declaration of results' },
    { kind: 'heading', level: 2, text: 'Votes' },
    { kind: 'paragraph', text: 'Everybody voted.', isStrong: true },
    { kind: 'list', items: ['one', `two ${'and two '.repeat(400)}`] },
    {
      kind: 'table',
      caption: 'The votes of every candidate',
      columns: [
        { head: 'Candidate', align: 'start', weight: 5 },
        { head: 'Votes', align: 'end', weight: 2 },
      ],
      rows: CANDIDATES.map((name, index) => [name, String(1_000 + index)]),
      showsHeads: true,
    },
    {
      kind: 'table',
      caption: 'A long reason',
      columns: [
        { head: '', align: 'start', weight: 1 },
        { head: '', align: 'start', weight: 1 },
      ],
      rows: [
        ['Reason', 'because of the snow '.repeat(300)],
        ['Digest', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
      ],
      showsHeads: false,
    },
    {
      kind: 'signatures',
      labels: { name: 'Name', signature: 'Signature', date: 'Date' },
      places: [
        { role: 'Returning officer', onRecord: 'marie.roy@elections.example' },
        { role: 'Witness', onRecord: undefined },
      ],
    },
  ],
};

async function bytesOf(document: OfficialDocument): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of printDocument(document, fonts)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const opened = (bytes: Buffer): Promise<PDFDocumentProxy> =>
  getDocument({ data: new Uint8Array(bytes), disableFontFace: true, useSystemFonts: false, verbosity: 0 })
    .promise;

interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

async function textsOf(document: PDFDocumentProxy): Promise<PlacedText[][]> {
  const pages: PlacedText[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item)) return [];
        const [, , , , x = 0, y = 0] = item.transform as number[];
        return [{ text: item.str, x, y, width: item.width }];
      }),
    );
  }
  return pages;
}

/** All texts of the pages, without spaces, which depend on where lines are broken. */
const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

type Tree = { role: string; children?: Tree[] } | { type: string };

function* rolesOf(tree: Tree): Generator<string, void, undefined> {
  if (!('role' in tree)) return;
  yield tree.role;
  for (const child of tree.children ?? []) yield* rolesOf(child);
}

describe('a printed document', () => {
  let bytes: Buffer;
  let document: PDFDocumentProxy;
  let pages: PlacedText[][];
  beforeAll(async () => {
    bytes = await bytesOf(DOCUMENT);
    document = await opened(bytes);
    pages = await textsOf(document);
  });

  it('has every text of the model', () => {
    const whole = squeezed(
      pages
        .flat()
        .map(({ text }) => text)
        .join(''),
    );
    for (const [index, name] of CANDIDATES.entries()) {
      expect(whole).toContain(String(1_000 + index));
      if (/^[\u0020-\u024f]+$/.test(name) && name !== LONG_NAME) expect(whole).toContain(squeezed(name));
    }
    for (const text of [
      'Everybody voted.',
      'The votes of every candidate',
      'Returning officer',
      'Signature',
    ]) {
      expect(whole).toContain(squeezed(text));
    }
    expect(whole).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
    expect(whole.match(/becauseofthesnow/g)?.length).toBeGreaterThan(250);
    expect(whole).toContain('ᓄᓇᕗᑦ');
    expect(whole).toContain('Nguyễn');
    expect(whole).toContain('ВладимирΩμέγα');
  });

  it('prints words that are written from right to left, and gives readers of screens the whole name', () => {
    const whole = pages
      .flat()
      .map(({ text }) => text)
      .join(' ');
    for (const word of ['דוד', 'כהן']) expect(whole).toContain(word);
    expect(whole.normalize('NFKC')).toContain('نور');
    const model = {
      ...DOCUMENT,
      running: '',
      blocks: [{ kind: 'paragraph', text: '\u2068نور الهدى\u2069 5' }],
    } as const;
    return bytesOf(model).then((printed) => {
      const actual = Buffer.from('\ufeffنور الهدى 5', 'utf16le').swap16().toString('latin1');
      expect(printed.toString('latin1')).toContain(actual);
    });
  });

  it('says which characters no font has, and gives readers of screens the characters', async () => {
    const whole = pages
      .flat()
      .map(({ text }) => text)
      .join('');
    expect(squeezed(whole)).toContain('[U+5C0F][U+660E][U+674E]');
    expect(whole).toContain('[U+1F600]');
    expect(whole).toContain('The fonts of this file do not have all characters.');
    const plain = { ...DOCUMENT, blocks: DOCUMENT.blocks.slice(0, 3) };
    const without = (await textsOf(await opened(await bytesOf(plain)))).flat().map(({ text }) => text);
    expect(without.join('')).not.toContain('The fonts of this file');
  });

  it('has its marks, its title and its page number on every page', () => {
    expect(pages.length).toBeGreaterThan(6);
    for (const [index, page] of pages.entries()) {
      const whole = page.map(({ text }) => text).join(' ');
      expect(whole).toContain('REHEARSAL: no effect');
      expect(whole).toContain('DRAFT');
      expect(whole).toContain('Declaration of results');
      expect(whole).toContain(`Page ${index + 1} of ${pages.length}`);
    }
  });

  it('repeats the headings of a table on every page of it', () => {
    const ofTable = pages.filter((page) => page.some(({ text }) => /^Candidate \d+ of/.test(text)));
    expect(ofTable.length).toBeGreaterThan(2);
    for (const page of ofTable) {
      expect(page.some(({ text }) => text === 'Candidate')).toBe(true);
      expect(page.some(({ text }) => text === 'Votes')).toBe(true);
    }
  });

  it('keeps everything inside its margins, and columns apart', () => {
    for (const { x, y, width, text } of pages.flat()) {
      if (text.trim() === '') continue;
      expect(x).toBeGreaterThanOrEqual(53.9);
      expect(x + width).toBeLessThanOrEqual(612 - 53.9);
      expect(y).toBeGreaterThan(30);
      expect(y).toBeLessThan(792 - 30);
    }
  });

  it('is tagged: headings, lists and tables with headings of columns and rows', async () => {
    const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
    expect(info).toMatchObject({
      Language: 'en-CA',
      Title: DOCUMENT.title,
      CreationDate: 'D:20261006190507Z',
    });
    const text = bytes.toString('latin1');
    expect(text).toContain('/Marked true');
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('/Scope /Column');
    expect(text).toContain('/Scope /Row');
    expect(text).not.toMatch(/\/BaseFont \/(?:Helvetica|Times|Courier)/);
    const roles = new Set<string>();
    for (let number = 1; number <= document.numPages; number += 1) {
      const tree = (await (await document.getPage(number)).getStructTree()) as Tree;
      for (const role of rolesOf(tree)) roles.add(role);
    }
    for (const role of [
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'Caption',
      'THead',
      'TBody',
      'TR',
      'TH',
      'TD',
    ]) {
      expect(roles).toContain(role);
    }
    expect((await opened(await bytesOf({ ...DOCUMENT, language: 'fr' }))).numPages).toBe(document.numPages);
  });

  it('is the same byte for byte, and another one if a figure changes', async () => {
    expect((await bytesOf(DOCUMENT)).equals(bytes)).toBe(true);
    const text = JSON.stringify(DOCUMENT);
    const changed = JSON.parse(text.replace('"1042"', '"1043"')) as OfficialDocument;
    expect((await bytesOf(changed)).equals(bytes)).toBe(false);
  });

  it.each([
    ['Asia/Tokyo', 'ja_JP.UTF-8'],
    ['America/Toronto', 'fr_CA.UTF-8'],
  ])('is the same in a process in %s with the language %s', async (zone, language) => {
    const library = path.join(import.meta.dirname, '../dist/index.js');
    const script = `
      import { createHash } from 'node:crypto';
      import { openPrintFonts, printDocument } from ${JSON.stringify(library)};
      const hash = createHash('sha256');
      const document = JSON.parse(Buffer.from(process.argv[1], 'base64').toString());
      for await (const chunk of printDocument(document, openPrintFonts())) hash.update(chunk);
      console.log(hash.digest('hex'), new Date(0).getHours());`;
    const given = Buffer.from(JSON.stringify(DOCUMENT)).toString('base64');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', script, given],
      {
        env: { TZ: zone, LANG: language, LC_ALL: language },
      },
    );
    const [digest, hour] = stdout.trim().split(' ');
    expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(Number(hour)).toBe(zone === 'Asia/Tokyo' ? 9 : 19);
  });
});
