import type { PrintFonts } from '@scrutin/printing';
import { codePointOf } from '@scrutin/printing';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { Letter } from './letters-folder.ts';

const MOST_NAMED = 10;

/** The letters with a character that no font has. */
export class UnprintableLetters {
  readonly #fonts: PrintFonts;
  readonly #named: string[] = [];
  #total = 0;

  constructor(fonts: PrintFonts) {
    this.#fonts = fonts;
  }

  get total(): number {
    return this.#total;
  }

  /** Whether what a letter says of its voter has such a character. The letter is remembered. */
  found({ reference, region = '', address }: Letter): boolean {
    const missing = new Set(
      [...Array.from(address.join('')), ...Array.from(region)].filter((each) => !this.#fonts.has(each)),
    );
    if (missing.size === 0) return false;
    this.#total += 1;
    if (this.#named.length < MOST_NAMED) {
      const characters = [...missing].map((each) => `${each} (${codePointOf(each)})`);
      this.#named.push(`${reference}: ${characters.join(', ')}`);
    }
    return true;
  }

  /** @throws ConfigurationError that names the first letters, if there are any */
  throwIfAny(): void {
    if (this.#total === 0) return;
    const more = this.#total > this.#named.length ? `\n  … and ${this.#total - this.#named.length} more` : '';
    throw new ConfigurationError(
      `${this.#total === 1 ? '1 letter has' : `${this.#total} letters have`} characters that no font has. Give a font ` +
        `that has them with --fallback-font.\n  ${this.#named.join('\n  ')}${more}`,
    );
  }
}
