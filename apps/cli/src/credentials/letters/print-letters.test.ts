import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { decodeQR } from 'qr/decode.js';
import { normaliseCode } from '@scrutin/credentials';
import { electionRollKey } from '@scrutin/election';
import { openPrintFonts } from '@scrutin/printing';
import { generateCredentials } from '../generate.ts';
import { generateFromRegister } from '../register/generate-from-register.ts';
import type { EnvelopeName } from './envelope.ts';
import { envelopeOf, ENVELOPES } from './envelope.ts';
import { parseLetterTemplate } from './letter-template.ts';
import type { Letter } from './letters-folder.ts';
import { openLetters } from './letters-folder.ts';
import type { PrintRequest } from './print-letters.ts';
import { printLetters } from './print-letters.ts';
import { usualTemplate } from './usual-template.ts';

const never = new AbortController().signal;
const fonts = openPrintFonts();
/** Nine digits. */
const identifierOf = (n: number): string => String(100_000_000 + n);

let folder: string;
let set: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-letters-'));
  set = path.join(folder, 'set');
});
afterEach(() => rm(folder, { recursive: true }));

async function generate(lines: readonly string[]): Promise<void> {
  const file = path.join(folder, 'voters.csv');
  await writeFile(file, ['nas,region,reference,name,street,town', ...lines].join('\n'));
  const columns = { address: ['name', 'street', 'town'] };
  const made = await generateFromRegister(
    {
      source: { file, delimiter: 'auto', columns, withRegion: true },
      rules: { checkLuhn: false },
      rollKey: electionRollKey('MAIRIE-2026'),
      scheme: 'sha256',
      codeLength: 8,
      only: undefined,
      output: set,
      shardSize: 3,
      replace: false,
      mostFaults: 10,
      createdAt: new Date('2026-11-26T12:00:00Z'),
    },
    never,
    () => undefined,
  );
  expect(made).toMatchObject({ ok: true });
}

const VOTERS = [
  '046454286,NORD,E-1,Łukasz Côté,"12, rue du Lac",Val-des-Sources QC  J1T 1A1',
  '912345678,SUD,E-LONG,"Marie-Antoinette de Saint-Barnabé-Côté et al., succession","1\nA\nB","C\nSaint-Louis-du-Ha! Ha! QC  G0L 3S0"',
  '123456789,SUD,E-2,Anne Roy,3 rang 4,Kamouraska QC  G0L 1M0',
  '123456797,NORD,E-3,Zoé Œuvray,9 rue A,Saint-Élie QC  J0E 2K0',
  '123456807,NORD,E-4,Luc Ÿ,9 rue A,Saint-Élie QC  J0E 2K0',
  '123456815,SUD,E-5,M. O’Neil,9 rue A,Saint-Élie QC  J0E 2K0',
];

async function print(change: Partial<PrintRequest> = {}, name = 'pdf'): Promise<readonly string[]> {
  const letters = await openLetters(set);
  const request: PrintRequest = {
    letters,
    envelope: envelopeOf('us-10'),
    fonts,
    template: parseLetterTemplate(usualTemplate(true), true),
    page: 'https://vote.example/',
    showIdentifier: true,
    perFile: 2,
    createdAt: new Date(letters.manifest.created_at),
    output: path.join(folder, name),
    ...change,
  };
  return printLetters(request, never, () => undefined);
}

async function lettersOfSet(): Promise<Letter[]> {
  const all: Letter[] = [];
  for await (const letter of (await openLetters(set)).letters()) all.push(letter);
  return all;
}

async function openPdf(file: string): Promise<PDFDocumentProxy> {
  const data = new Uint8Array(await readFile(path.join(folder, file)));
  return getDocument({ data, disableFontFace: true, useSystemFonts: false, verbosity: 0 }).promise;
}

interface PlacedText {
  readonly text: string;
  readonly x: number;
  /** From the top of the page. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

async function textsOf(document: PDFDocumentProxy, number: number): Promise<PlacedText[]> {
  const page = await document.getPage(number);
  const [, , , height = 0] = page.view;
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [size = 0, , , , x = 0, y = 0] = item.transform as number[];
    return [{ text: item.str, x, y: height - y, width: item.width, size }];
  });
}

type Tree = { role: string; lang?: string; alt?: string; children?: Tree[] } | { type: string; id: string };

function* rolesOf(tree: Tree): Generator<{ role: string; lang?: string; alt?: string }, void, undefined> {
  if (!('role' in tree)) return;
  yield tree;
  for (const child of tree.children ?? []) yield* rolesOf(child);
}

describe('letters as PDF', () => {
  it('have one voter on each page, in the order of the register, in files of so many voters', async () => {
    await generate(VOTERS);
    expect(await print()).toEqual(['letters-00001.pdf', 'letters-00002.pdf', 'letters-00003.pdf']);
    const letters = await lettersOfSet();
    expect(letters.map(({ reference }) => reference)).toEqual(['E-1', 'E-LONG', 'E-2', 'E-3', 'E-4', 'E-5']);
    for (const [file, expected] of [
      ['pdf/letters-00001.pdf', letters.slice(0, 2)],
      ['pdf/letters-00002.pdf', letters.slice(2, 4)],
      ['pdf/letters-00003.pdf', letters.slice(4)],
    ] as const) {
      const document = await openPdf(file);
      expect(document.numPages).toBe(expected.length);
      for (const [i, { identifier, code, reference, address, region }] of expected.entries()) {
        const texts = await textsOf(document, i + 1);
        const whole = texts.map(({ text }) => text).join(' ');
        const printed = texts.find(({ size }) => size > 30)?.text ?? '';
        expect(normaliseCode(printed)).toBe(code);
        expect(whole).toContain(identifier.replaceAll(/(\d{3})(?=\d)/g, '$1 '));
        expect(whole).toContain(`Réf. ${reference}`);
        expect(whole.replaceAll(/\s+/g, '')).toContain(address.join('').replaceAll(/\s+/g, ''));
        expect(whole).toContain(region);
        expect(whole).toContain('Votre lettre pour voter');
        expect(whole).toContain('Your letter for voting');
        expect(whole).not.toContain('SPECIMEN');
      }
    }
  });

  it.each(ENVELOPES)(
    'show the address and the reference in the window of %s, and no secret',
    async (name: EnvelopeName) => {
      await generate(VOTERS);
      const envelope = envelopeOf(name);
      await print({ envelope });
      const { window, folds } = envelope;
      const letters = await lettersOfSet();
      for (const number of [1, 2]) {
        const texts = await textsOf(await openPdf('pdf/letters-00001.pdf'), number);
        const above = texts.filter(({ y }) => y < folds[0]);
        const { reference = '', address = [], code = '', identifier = '' } = letters[number - 1] ?? {};
        const seen = above
          .map(({ text }) => text)
          .join('')
          .replaceAll(/\s+/g, '');
        expect(seen).toBe(`Réf.${reference}${address.join('')}`.replaceAll(/\s+/g, ''));
        for (const { x, y, width, size } of above) {
          expect(x).toBeGreaterThanOrEqual(window.x - 0.01);
          expect(x + width).toBeLessThanOrEqual(window.x + window.width);
          expect(y - size).toBeGreaterThanOrEqual(window.y - 3);
          expect(y).toBeLessThanOrEqual(window.y + window.height);
        }
        expect(above.every(({ size }) => size >= 7.9)).toBe(true);
        expect(seen).not.toContain(code);
        expect(seen).not.toContain(identifier);
      }
    },
  );

  it('have a QR code whose fragment carries the code, and whose query carries nothing', async () => {
    await generate(VOTERS);
    await print();
    const page = await (await openPdf('pdf/letters-00001.pdf')).getPage(1);
    const viewport = page.getViewport({ scale: 2 });
    const canvas = createCanvas(viewport.width, viewport.height);
    const context = canvas.getContext('2d');
    // Its type is that of browsers.
    await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
    const { width, height } = canvas;
    const data = Uint8ClampedArray.from(context.getImageData(0, 0, width, height).data);
    const url = new URL(decodeQR({ width, height, data }));
    const [first] = await lettersOfSet();
    expect(url.search).toBe('');
    expect(url.href).toBe(`https://vote.example/#code=${first?.code ?? ''}&election=MAIRIE-2026&region=NORD`);
  });

  it('are tagged: a section for each voter, each text in its language, and a text for the QR code', async () => {
    await generate(VOTERS);
    await print();
    const document = await openPdf('pdf/letters-00001.pdf');
    const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
    expect(info).toMatchObject({
      Language: 'fr-CA',
      Title: 'Lettres pour voter / Letters for voting: election:MAIRIE-2026',
      CreationDate: 'D:20261126120000Z',
    });
    const bytes = await readFile(path.join(folder, 'pdf/letters-00001.pdf'), 'latin1');
    expect(bytes).toContain('/Marked true');
    expect(bytes).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const tree = (await (await document.getPage(1)).getStructTree()) as Tree;
    const roles = [...rolesOf(tree)];
    expect(roles.filter(({ role }) => role === 'Sect')).toHaveLength(1);
    expect(roles.filter(({ role }) => role === 'H1')).toHaveLength(2);
    expect(roles.filter(({ role }) => role === 'L')).toHaveLength(2);
    expect(roles.filter(({ role }) => role === 'LBody')).toHaveLength(6);
    const languages = roles.filter(({ role }) => ['H1', 'P', 'L'].includes(role)).map(({ lang }) => lang);
    expect(new Set(languages)).toEqual(new Set(['fr-CA', 'en-CA']));
    expect(roles.find(({ role }) => role === 'Figure')?.alt).toContain('Code QR');
  });

  it('are the same byte for byte, for the same set or with the same date', async () => {
    await generate(VOTERS);
    await print();
    await print({}, 'again');
    await print({ createdAt: new Date('2026-12-01T00:00:00Z') }, 'later');
    const read = (name: string) => readFile(path.join(folder, name, 'letters-00002.pdf'));
    expect((await read('again')).equals(await read('pdf'))).toBe(true);
    expect((await read('later')).equals(await read('pdf'))).toBe(false);
  });

  it('embed their fonts, and are readable by their owner alone', async () => {
    await generate(VOTERS);
    await print();
    const bytes = await readFile(path.join(folder, 'pdf', 'letters-00001.pdf'), 'latin1');
    expect(bytes).toContain('/FontFile2');
    expect(bytes).not.toMatch(/\/BaseFont \/(?:Helvetica|Times|Courier)/);
    expect((await stat(path.join(folder, 'pdf'))).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(folder, 'pdf', 'letters-00001.pdf'))).mode & 0o777).toBe(0o600);
  });

  it('print an address that looks like a placeholder, markup, a formula or an order to the printer as it is', async () => {
    const lines = ['{code} {identifier} **x**', `</script><img src=x onerror=a> =1+1`, ') Tj ET (\\051 %PDF'];
    const quoted = lines.map((line) => `"${line.replaceAll('"', '""')}"`).join(',');
    await generate([`123456823,NORD,E-6,${quoted}`]);
    await print();
    const [letter] = await lettersOfSet();
    expect(letter?.address).toEqual(lines);
    const texts = await textsOf(await openPdf('pdf/letters-00001.pdf'), 1);
    const above = texts.filter(({ y }) => y < envelopeOf('us-10').folds[0]);
    const seen = above.map(({ text }) => text).join('');
    expect(seen.replaceAll(/\s+/g, '')).toBe(`Réf.E-6${lines.join('')}`.replaceAll(/\s+/g, ''));
    expect(seen).not.toContain(letter?.code);
  });

  it('leave out the identifier if voters know it, and use the text of the office', async () => {
    await generate(VOTERS);
    const text = '[sender]\nBureau du scrutin\n[fr]\n# Votez\nRégion {region}\n[en]\n# Vote\nRef {reference}';
    await print({ showIdentifier: false, template: parseLetterTemplate(text, true) });
    const whole = (await textsOf(await openPdf('pdf/letters-00001.pdf'), 1))
      .map(({ text: t }) => t)
      .join(' ');
    expect(whole).toContain('Bureau du scrutin');
    expect(whole).toContain('Région NORD');
    expect(whole).not.toContain('046');
    expect(whole).not.toContain('Your identifier');
  });

  it('say that invented voters are a specimen', async () => {
    const request = { count: 1, rollKey: electionRollKey('DEMO'), regions: ['A'], scheme: 'sha256' } as const;
    const writing = { output: set, shardSize: 10, workers: 0, replace: false };
    await generateCredentials({ ...request, ...writing }, never, () => undefined);
    await print();
    const whole = (await textsOf(await openPdf('pdf/letters-00001.pdf'), 1))
      .map(({ text }) => text)
      .join(' ');
    expect(whole).toContain('SPÉCIMEN : personne inventée');
    expect(whole).toContain('SPECIMEN: invented voter');
  });

  it('are refused if no font has a character, unless the office gives one, and if the text is too long', async () => {
    await generate(['046454286,NORD,E-1,Nguyễn 山田,1 rue,Ville']);
    await expect(print()).rejects.toThrow(
      '1 letter has characters that no font has. Give a font that has them with --fallback-font.\n  E-1: 山 (U+5C71), 田 (U+7530)',
    );
    const broken = parseLetterTemplate('[fr]\n# 山\n\nA\n[en]\n# B\n\nC', true);
    await rm(set, { recursive: true });
    await generate(VOTERS);
    await expect(print({ template: broken })).rejects.toThrow(
      'The text of the letter: no font has the character 山 (U+5C71).',
    );
    const long = `[fr]\n# A\n${'très long texte '.repeat(400)}\n[en]\n# B`;
    await rm(set, { recursive: true });
    await generate(VOTERS);
    await expect(print({ template: parseLetterTemplate(long, true) })).rejects.toThrow(
      'too long for one page',
    );
    expect((await readdir(folder)).sort()).toEqual(['set', 'voters.csv']);
    expect(() => openPrintFonts(createRequire(import.meta.url).resolve('commander'))).toThrow(
      'cannot be read as a font',
    );
  });

  it('that no font can print are all counted, and the first ten are named', async () => {
    const voters = Array.from(
      { length: 13 },
      (_, i) => `${identifierOf(i)},NORD,E-${i + 1},${i === 0 ? 'Roy' : '张伟'},1 rue,Ville`,
    );
    await generate(voters);
    const refused = await print().catch((error: unknown) => String(error));
    expect(refused).toContain('12 letters have characters that no font has');
    expect(refused).toMatch(/\n {2}E-2: 张 \(U\+5F20\), 伟 \(U\+4F1F\)\n/);
    expect(refused).toMatch(/\n {2}E-11: [^\n]*\n {2}… and 2 more$/);
    expect(await readdir(folder)).not.toContain('pdf');
  });

  it('are refused if a letters file was changed, and never overwrite anything', async () => {
    await generate(VOTERS);
    await print();
    await expect(print()).rejects.toThrow('is not empty');
    await writeFile(path.join(set, 'letters', 'letters-00001.csv'), 'nas,code,region,reference\n');
    await expect(print({}, 'again')).rejects.toThrow('its SHA-256 differs');
    await expect(openLetters(folder)).rejects.toThrow('holds no letters');
  });
});
