import type { LocalizedText, Refusal } from '@scrutin/election';

/** The reason on record for which a proposal is void. It names no credential (P6). */
export function voidReasonOf({ text, onRecord }: Refusal): LocalizedText {
  return onRecord ?? text;
}

/** A reason that no person wrote, as the one text of a column: in French, then in English. */
export function inBothLanguages({ fr, en }: LocalizedText): string {
  return `${fr} / ${en}`;
}
