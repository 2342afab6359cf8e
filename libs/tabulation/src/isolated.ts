/** The blocks of The Unicode Standard whose letters are written from right to left, and the marks RLM and ALM. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u061c\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Characters that begin or end another direction. No name that was checked contains one. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * A name as it stands in a line with other text. A name in a script that is written from right to left is put between
 * the characters FSI and PDI, so that it does not change the order of the figures and names beside it (Unicode Standard
 * Annex #9, section 2.4). Every other name stays as it is, and so does a text that has isolates already.
 */
export function isolated(name: string): string {
  if (!RIGHT_TO_LEFT.test(name) || DIRECTION.test(name)) return name;
  return FIRST_STRONG_ISOLATE + name + POP_DIRECTIONAL_ISOLATE;
}
