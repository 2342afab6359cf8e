import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import { openSync } from 'fontkit';
import { ConfigurationError } from '@scrutin/service-runtime';

export type Weight = 'regular' | 'bold';

/** A piece of text that one font can print. */
export interface Run {
  readonly text: string;
  /** The name under which the font is registered in a document. */
  readonly font: string;
}

/** A font that is registered in a document. */
interface FontFile {
  readonly name: string;
  readonly file: string;
  /** The PostScript name of the font, if the file is a collection of several. */
  readonly ofCollection?: string | undefined;
}

/** The fonts of printed documents. */
export interface PrintFonts {
  /** The files to be registered in each document. */
  readonly files: readonly FontFile[];
  /** Whether a font has this character. */
  has(character: string): boolean;
  /**
   * Divides a text into pieces, each of one font, in the order from left to right. Words that are written from right to
   * left are in reverse order; the font puts the letters of each word in order.
   *
   * @throws MissingGlyphError if no font has one of its characters
   */
  runs(text: string, weight: Weight): readonly Run[];
}

/** No font has this character. */
export class MissingGlyphError extends Error {
  readonly character: string;
  constructor(character: string) {
    super(`no font has the character ${character} (${codePointOf(character)})`);
    this.character = character;
  }
}

/** How Unicode names a character, e.g. `U+1EC5`. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The font families with their subsets, in the order in which a character is looked for. */
const FAMILIES: readonly (readonly [family: string, ...subsets: string[]])[] = [
  ['atkinson-hyperlegible-next', 'latin', 'latin-ext'],
  ['noto-sans', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'devanagari', 'latin-ext'],
  ['noto-sans-arabic', 'arabic'],
  ['noto-sans-hebrew', 'hebrew'],
  ['noto-sans-canadian-aboriginal', 'canadian-aboriginal'],
];
const SPACE = 0x20;
const WEIGHTS = { regular: 400, bold: 700 } as const;

const RIGHT_TO_LEFT = /^noto-sans-(?:arabic|hebrew)-/;

interface OpenedFont {
  readonly name: string;
  readonly isRightToLeft: boolean;
  has(codePoint: number): boolean;
}

/**
 * Opens the fonts: Atkinson Hyperlegible Next, which was made so that characters which look alike are told apart, the
 * Noto fonts for letters that it lacks (Vietnamese, Greek, Cyrillic, Devanagari, Arabic, Hebrew, the syllabics of
 * Canada), and the office's own font for all other characters.
 *
 * @param fallback the file of the office's own font; with `#` and the PostScript name of a font, if it is a collection
 * @throws ConfigurationError if the office's font cannot be read
 */
export function openPrintFonts(fallback?: string): PrintFonts {
  const opened: Record<Weight, OpenedFont[]> = { regular: [], bold: [] };
  const files: FontFile[] = [];
  const add = (weight: Weight, name: string, file: string, ofCollection?: string): void => {
    opened[weight].push(openFont(name, file, ofCollection));
    files.push({ name, file, ofCollection });
  };
  const { resolve } = createRequire(import.meta.url);
  for (const weight of ['regular', 'bold'] as const) {
    for (const [family, ...subsets] of FAMILIES) {
      for (const subset of subsets) {
        const file = `@fontsource/${family}/files/${family}-${subset}-${WEIGHTS[weight]}-normal.woff`;
        add(weight, `${family}-${subset}-${weight}`, resolve(file));
      }
    }
    if (fallback === undefined) continue;
    try {
      add(weight, `fallback-${weight}`, ...placeOf(fallback));
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw new ConfigurationError(`${fallback} cannot be read as a font (TrueType, OpenType or WOFF).`, {
        cause: error,
      });
    }
  }
  return new FontsByCharacter(files, opened);
}

/** The file of a font and, for one of a collection, its name. */
function placeOf(given: string): [file: string, ofCollection?: string] {
  const [, file, name] = /^(.+)#([^#/]+)$/.exec(given) ?? [];
  return file === undefined || name === undefined || existsSync(given) ? [given] : [file, name];
}

function openFont(name: string, file: string, ofCollection?: string): OpenedFont {
  // Without a font of that name in the collection, this is null.
  const font = openSync(file, ofCollection) as ReturnType<typeof openSync> | null;
  if (font === null || !('hasGlyphForCodePoint' in font)) throw severalFonts(file);
  const single: Font = font;
  return {
    name,
    isRightToLeft: RIGHT_TO_LEFT.test(name),
    has: (codePoint) => single.hasGlyphForCodePoint(codePoint),
  };
}

function severalFonts(file: string): ConfigurationError {
  const collection = openSync(file);
  const names = 'fonts' in collection ? collection.fonts.map(({ postscriptName }) => postscriptName) : [];
  return new ConfigurationError(
    `${file} has several fonts: add the name of one after the file, ${names.map((name) => `#${name}`).join(', ')}.`,
  );
}

class FontsByCharacter implements PrintFonts {
  readonly files: PrintFonts['files'];
  readonly #opened: Readonly<Record<Weight, readonly OpenedFont[]>>;
  readonly #known = new Map<string, OpenedFont | undefined>();

  constructor(files: PrintFonts['files'], opened: Readonly<Record<Weight, readonly OpenedFont[]>>) {
    this.files = files;
    this.#opened = opened;
  }

  has(character: string): boolean {
    return this.#fontOf(character, 'regular') !== undefined;
  }

  runs(text: string, weight: Weight): readonly Run[] {
    const runs: { text: string; font: OpenedFont }[] = [];
    const characters = Array.from(text);
    for (const [index, character] of characters.entries()) {
      const last = runs.at(-1);
      const font = this.#fontIn(characters, index, last?.font, weight);
      if (last?.font === font) last.text += character;
      else runs.push({ text: character, font });
    }
    return runs.flatMap((run) =>
      run.font.isRightToLeft
        ? run.text
            .split(/(?<= )|(?= )/)
            .reverse()
            .map((word) => ({ text: word, font: run.font.name }))
        : [{ text: run.text, font: run.font.name }],
    );
  }

  /** The font of a character: that of its neighbours for a space between two of them. */
  #fontIn(
    characters: readonly string[],
    index: number,
    before: OpenedFont | undefined,
    weight: Weight,
  ): OpenedFont {
    const character = characters[index] ?? '';
    const after = characters[index + 1];
    const isBetween =
      character === ' ' &&
      before !== undefined &&
      after !== undefined &&
      this.#fontOf(after, weight) === before &&
      before.has(SPACE);
    const font = isBetween ? before : this.#fontOf(character, weight);
    if (font === undefined) throw new MissingGlyphError(character);
    return font;
  }

  #fontOf(character: string, weight: Weight): OpenedFont | undefined {
    const key = weight + character;
    if (this.#known.has(key)) return this.#known.get(key);
    const codePoint = character.codePointAt(0) ?? 0;
    const found = this.#opened[weight].find((font) => font.has(codePoint));
    this.#known.set(key, found);
    return found;
  }
}
