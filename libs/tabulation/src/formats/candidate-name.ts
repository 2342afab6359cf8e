/** Spaces that look like a space: no-break, narrow, thin, figure, ideographic, and tabs. */
const SPACES = /[\s\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/gu;

/**
 * A name as it is compared and shown: composed accents (NFC), every kind and run of spaces one space, none at
 * the ends. Texts that fold to the same name are the same candidate.
 */
export function foldName(text: string): string {
  return text.normalize('NFC').replace(SPACES, ' ').trim();
}

/**
 * A character that commands a terminal or turns the direction of writing, as `U+001B`. Those from U+0080 to U+009F are
 * left out: published files have them where UTF-8 was once read as another encoding.
 */
export function commandIn(name: string): string | undefined {
  const found = /[\u202A-\u202E\u2066-\u2069]|(?![\u0080-\u009F])\p{Cc}/u.exec(name)?.[0];
  return found === undefined ? undefined : codePoint(found);
}

/** What a name holds that no name on a ballot has, for people; undefined when nothing. */
export function nameProblem(name: string): string | undefined {
  const control = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD]/u.exec(name)?.[0];
  if (control === '\uFFFD') {
    return `"${name}" holds the replacement character U+FFFD: letters were lost when the file was saved`;
  }
  if (control !== undefined) return `a name holds the control character ${codePoint(control)}`;
  const mixed = MIXED_SCRIPTS.exec(name)?.[0];
  return mixed === undefined
    ? undefined
    : `"${mixed}" mixes Latin letters with Cyrillic or Greek ones that look alike`;
}

/** A word with letters of two scripts whose letters look alike. */
const MIXED_SCRIPTS =
  /\p{L}*(?:\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*\p{Script=Latin})\p{L}*/u;

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A name with what cannot be seen in it written out, for a message about look-alikes. */
export function visibleName(name: string): string {
  const shown = name.replace(
    /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu,
    (hidden) => `<${codePoint(hidden)}>`,
  );
  return `"${shown}"`;
}
