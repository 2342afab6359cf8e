import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Element, PrintFonts, TaggedPdf } from '@scrutin/printing';
import { createTaggedPdf, MissingGlyphError } from '@scrutin/printing';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { Envelope } from './envelope.ts';
import type { LetterDesign } from './letter-page.ts';
import { drawLetter } from './letter-page.ts';
import type { LetterTemplate } from './letter-template.ts';
import type { Letter, LettersFolder } from './letters-folder.ts';
import { UnprintableLetters } from './unprintable-letters.ts';
import { addressWithCode } from './voting-address.ts';

export interface PrintRequest {
  readonly letters: LettersFolder;
  readonly envelope: Envelope;
  readonly fonts: PrintFonts;
  readonly template: LetterTemplate;
  /** The address of the page on which voters vote. */
  readonly page: string;
  readonly showIdentifier: boolean;
  /** The number of letters in a file. Memory grows with it. */
  readonly perFile: number;
  /** The date of creation in the files. With the same date and letters, the files are the same byte for byte. */
  readonly createdAt: Date;
  /** A new folder. */
  readonly output: string;
}

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * Writes the letters of a set as tagged PDF files, one voter on each page, in the order of the letters. A failure
 * leaves no file.
 *
 * @returns the names of the files
 * @throws ConfigurationError if the output is in use, if a letter has a character that no font has, or if the text does
 *   not fit on a page; the reason of the signal
 */
export async function printLetters(
  request: PrintRequest,
  signal: AbortSignal,
  onProgress: (letters: number) => void,
): Promise<readonly string[]> {
  const target = path.resolve(request.output);
  const partial = `${target}.partial`;
  await claim(target, partial);
  try {
    const names: string[] = [];
    let printed = 0;
    let file: LettersPdf | undefined;
    const unprintable = new UnprintableLetters(request.fonts);
    for await (const letter of request.letters.letters()) {
      signal.throwIfAborted();
      // After the first letter that cannot be printed, the others are only checked: the office wants to know all.
      if (unprintable.found(letter) || unprintable.total > 0) continue;
      file ??= new LettersPdf(request, path.join(partial, nameOf(names)));
      await file.add(letter);
      printed += 1;
      if (printed % 100 === 0) onProgress(printed);
      if (printed % request.perFile === 0) {
        await file.finish();
        file = undefined;
      }
    }
    unprintable.throwIfAny();
    await file?.finish();
    onProgress(printed);
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
    return names;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

function nameOf(names: string[]): string {
  const name = `letters-${String(names.length + 1).padStart(5, '0')}.pdf`;
  names.push(name);
  return name;
}

async function claim(target: string, partial: string): Promise<void> {
  const existing = await readdir(target).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new ConfigurationError(`${target} is no folder that can be used.`, { cause: error });
  });
  if (existing.length > 0) throw new ConfigurationError(`${target} is not empty: choose another --output.`);
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await mkdir(partial, { mode: PRIVATE_FOLDER });
  } catch (error) {
    throw new ConfigurationError(
      `${partial} is there: another command is writing it, or one was killed. In that case remove it.`,
      { cause: error },
    );
  }
}

/** One file of letters while it is written. */
class LettersPdf {
  readonly #request: PrintRequest;
  readonly #design: LetterDesign;
  readonly #document: TaggedPdf;
  readonly #written: Promise<void>;
  readonly #root: Element;
  readonly #stream: ReturnType<typeof createWriteStream>;

  constructor(request: PrintRequest, file: string) {
    const { manifest } = request.letters;
    this.#request = request;
    this.#design = { ...request, isSpecimen: manifest.voters === 'invented' };
    const title = `Lettres pour voter / Letters for voting: ${manifest.roll}`;
    this.#document = createTaggedPdf({
      title,
      language: 'fr-CA',
      createdAt: request.createdAt,
      fonts: request.fonts,
    });
    this.#stream = createWriteStream(file, { flags: 'wx', mode: PRIVATE_FILE });
    this.#written = finished(this.#stream);
    this.#written.catch(() => undefined); // `finish` and `add` throw what happened
    this.#document.pipe(this.#stream);
    this.#root = this.#document.struct('Document');
    this.#document.addStructure(this.#root);
  }

  async add(letter: Letter): Promise<void> {
    const { page, letters } = this.#request;
    const [, contest = ''] = letters.manifest.roll.split(':');
    const values = {
      code: letter.code,
      identifier: letter.identifier,
      reference: letter.reference,
      region: letter.region ?? '',
      contest,
      url: page.replace(/^https?:\/\//, '').replace(/\/$/, ''),
    };
    const address = addressWithCode(page, letters.manifest.roll, letter.code, letter.region);
    try {
      const fits = drawLetter(this.#document, this.#root, this.#design, { letter, values, address });
      if (!fits)
        throw new ConfigurationError('The text of the template is too long for one page: shorten it.');
    } catch (error) {
      if (!(error instanceof MissingGlyphError)) throw error;
      throw new ConfigurationError(
        `The text of the letter: ${error.message}. Give one that has it with --fallback-font.`,
        { cause: error },
      );
    }
    // The document keeps what the disk has not taken yet.
    if (this.#stream.writableNeedDrain) await once(this.#stream, 'drain');
  }

  async finish(): Promise<void> {
    this.#root.end();
    this.#document.end();
    await this.#written;
  }
}
