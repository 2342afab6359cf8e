import type { LocalizedText } from '../localized-text.ts';

/** Everything that looks like a space: no-break, narrow, thin, figure and ideographic spaces, and tabs. */
const SPACES = /[\s\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/gu;

/**
 * The form in which names are compared and shown: with composed accents (NFC), one space for each run of spaces of any
 * kind, and no space at the ends. Texts that give the same name mean the same candidate.
 */
export function foldName(text: string): string {
  return text.normalize('NFC').replace(SPACES, ' ').trim();
}

/**
 * Finds a character that controls a terminal or changes the direction of writing, and returns it in the form `U+001B`.
 * The controls from U+0080 to U+009F are allowed, because published files contain them where UTF-8 was once read in
 * another encoding.
 */
export function commandIn(name: string): string | undefined {
  const control = /[\u202A-\u202E\u2066-\u2069]|(?![\u0080-\u009F])\p{Cc}/u.exec(name)?.[0];
  return control === undefined ? undefined : codePoint(control);
}

/** @param control in the form `U+001B` */
export function controlProblem(control: string): LocalizedText {
  return {
    fr: `un nom contient le caractère de commande ${control}`,
    en: `a name contains the control character ${control}`,
  };
}

/** Describes a character that no name on a ballot would have, or returns undefined if there is none. */
export function nameProblem(name: string): LocalizedText | undefined {
  const control = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD]/u.exec(name)?.[0];
  if (control === '\uFFFD') {
    return {
      fr: `« ${name} » contient le caractère de remplacement U+FFFD : des lettres se sont perdues à l’enregistrement du fichier`,
      en: `"${name}" contains the replacement character U+FFFD: letters were lost when the file was saved`,
    };
  }
  if (control !== undefined) return controlProblem(codePoint(control));
  const mixed = MIXED_SCRIPTS.exec(name)?.[0];
  return mixed === undefined
    ? undefined
    : {
        fr: `« ${mixed} » mêle des lettres latines à des lettres cyrilliques ou grecques qui leur ressemblent`,
        en: `"${mixed}" mixes Latin letters with Cyrillic or Greek ones that look alike`,
      };
}

/** Matches a word with letters of two scripts that have letters of the same shape. */
const MIXED_SCRIPTS =
  /\p{L}*(?:\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*\p{Script=Latin})\p{L}*/u;

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Quotes a name and writes its invisible characters as code points, for a message about names that look alike. */
export function visibleName(name: string): LocalizedText {
  const shown = name.replace(
    /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu,
    (hidden) => `<${codePoint(hidden)}>`,
  );
  return quoted(shown);
}

/** A text of a file in quotation marks. */
export function quoted(text = ''): LocalizedText {
  return { fr: `« ${text} »`, en: `"${text}"` };
}
