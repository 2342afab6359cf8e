import { asGiven } from './as-given.ts';
import { isShort, parseDecimal } from './decimal.ts';
import type { LocalizedText } from './localized-text.ts';
import { parseShare } from './share.ts';

/** The separator of the candidates of one option. A comma separates the options themselves. */
export const LIST_SEPARATOR = '/';

const MOST_OF_WHOLE = 999_999_999_999_999;

/** What the value of an option of a rule set is. */
export type ValueKind =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'candidate' }
  | { readonly kind: 'candidates' }
  | { readonly kind: 'share' }
  | {
      readonly kind: 'whole';
      readonly most?: number;
      /** The word for "no limit", if the option has one. */
      readonly orWord?: string;
    }
  | { readonly kind: 'decimal' }
  | { readonly kind: 'seed' };

export type OptionValue = string | number | boolean | readonly string[];

/** The value of an option, or what is expected instead of the text. */
export type ReadValue = { readonly value: OptionValue } | { readonly expected: LocalizedText };

/** Reads the text of an option. Spaces around it must be gone already. */
export function readValue(kind: ValueKind, text: string): ReadValue {
  const value = valueOf(kind, text);
  return value === undefined ? { expected: expectedValue(kind) } : { value };
}

function valueOf(kind: ValueKind, text: string): OptionValue | undefined {
  switch (kind.kind) {
    case 'words':
      return kind.words.find((word) => word === text);
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'candidate':
      return text === '' ? undefined : text;
    case 'candidates': {
      const names = text === '' ? [] : text.split(LIST_SEPARATOR).map((name) => name.trim());
      return names.includes('') ? undefined : names;
    }
    case 'share':
      // A number without a sign is a percentage, as in rule sets of older counts.
      return parseShare(/^[\d.]+$/.test(text) ? `${text}%` : text);
    case 'whole':
      if (text === kind.orWord) return text;
      return /^\d{1,15}$/.test(text) && Number(text) <= (kind.most ?? MOST_OF_WHOLE)
        ? Number(text)
        : undefined;
    case 'decimal':
      return isShort(text) && parseDecimal(text) !== undefined ? text : undefined;
    case 'seed':
      return /^-?\d{1,19}$/.test(text) ? text : undefined;
  }
}

/** What is wrong with the value of an option. */
export function unexpected(option: string, expected: LocalizedText, text: string): LocalizedText {
  return {
    fr: `${option} : il faut ${expected.fr}, et non ${asGiven(text)}`,
    en: `${option}: expected ${expected.en}, not ${asGiven(text)}`,
  };
}

/** The values that an option may have, in words that complete "expected …". */
export function expectedValue(kind: ValueKind): LocalizedText {
  switch (kind.kind) {
    case 'words':
      return { fr: kind.words.join(' | '), en: kind.words.join(' | ') };
    case 'flag':
      return { fr: 'true | false', en: 'true | false' };
    case 'candidate':
      return { fr: 'une candidature', en: 'a candidate' };
    case 'candidates':
      return {
        fr: `des candidatures jointes par ${LIST_SEPARATOR}`,
        en: `candidates joined by ${LIST_SEPARATOR}`,
      };
    case 'share':
      return {
        fr: 'une fraction ou un pourcentage, de 0 à 100 %',
        en: 'a fraction or a percentage, from 0 to 100%',
      };
    case 'whole': {
      const limit = kind.most === undefined ? { fr: '', en: '' } : limitOf(kind.most);
      const word = kind.orWord === undefined ? '' : ` | ${kind.orWord}`;
      return { fr: `un nombre entier${limit.fr}${word}`, en: `a whole number${limit.en}${word}` };
    }
    case 'decimal':
      return { fr: 'un nombre décimal', en: 'a decimal number' };
    case 'seed':
      return { fr: 'un nombre entier d’au plus 19 chiffres', en: 'a whole number of at most 19 digits' };
  }
}

function limitOf(most: number): LocalizedText {
  return { fr: ` d’au plus ${most}`, en: ` of at most ${most}` };
}

/** The text of a value as a rule set has it. Empty for a value that is undefined. */
export function valueText(value: OptionValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join(LIST_SEPARATOR) : String(value);
}
