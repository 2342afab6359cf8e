import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import { openSync } from 'fontkit';
import { ConfigurationError } from '@scrutin/service-runtime';

export type Weight = 'regular' | 'bold';

/** A piece of text that one font can print. */
interface Run {
  readonly text: string;
  /** The name under which the font is registered in a document. */
  readonly font: string;
}

/** The fonts of letters. */
export interface LetterFonts {
  /** The files to be registered in each document. */
  readonly files: readonly { readonly name: string; readonly file: string }[];
  /**
   * Divides a text into pieces, each of one font.
   *
   * @throws MissingGlyphError if no font has one of its characters
   */
  runs(text: string, weight: Weight): Run[];
}

/** No font has this character. */
export class MissingGlyphError extends Error {
  readonly character: string;
  constructor(character: string) {
    const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    super(`no font has the character ${character} (U+${codePoint})`);
    this.character = character;
  }
}

const FAMILY = '@fontsource/atkinson-hyperlegible-next';
const SUBSETS = ['latin', 'latin-ext'] as const;
const WEIGHTS = { regular: 400, bold: 700 } as const;

/**
 * Opens the fonts: Atkinson Hyperlegible Next, which was made so that characters which look alike are told apart, and
 * the office's own font for characters that it lacks.
 *
 * @throws ConfigurationError if the office's font cannot be read
 */
export function openLetterFonts(fallback: string | undefined): LetterFonts {
  const { resolve } = createRequire(import.meta.url);
  const opened: Record<Weight, { name: string; font: Font }[]> = { regular: [], bold: [] };
  const files: { name: string; file: string }[] = [];
  const add = (weight: Weight, name: string, file: string): void => {
    const font = openSync(file);
    if (!('hasGlyphForCodePoint' in font))
      throw new ConfigurationError(`${file} has several fonts: give one.`);
    opened[weight].push({ name, font });
    files.push({ name, file });
  };
  for (const weight of ['regular', 'bold'] as const) {
    for (const subset of SUBSETS) {
      const base = FAMILY.slice(FAMILY.indexOf('/') + 1);
      const file = resolve(`${FAMILY}/files/${base}-${subset}-${WEIGHTS[weight]}-normal.woff`);
      add(weight, `${subset}-${weight}`, file);
    }
    if (fallback === undefined) continue;
    try {
      add(weight, `fallback-${weight}`, fallback);
    } catch (error) {
      throw new ConfigurationError(`${fallback} cannot be read as a font (TrueType, OpenType or WOFF).`, {
        cause: error,
      });
    }
  }
  const known = new Map<string, string>();
  const fontOf = (character: string, weight: Weight): string => {
    const key = weight + character;
    const found = known.get(key);
    if (found !== undefined) return found;
    const codePoint = character.codePointAt(0) ?? 0;
    const name = opened[weight].find(({ font }) => font.hasGlyphForCodePoint(codePoint))?.name;
    if (name === undefined) throw new MissingGlyphError(character);
    known.set(key, name);
    return name;
  };
  return {
    files,
    runs(text, weight) {
      const runs: { text: string; font: string }[] = [];
      for (const character of text) {
        const font = fontOf(character, weight);
        const last = runs.at(-1);
        if (last?.font === font) last.text += character;
        else runs.push({ text: character, font });
      }
      return runs;
    },
  };
}
