import { BLANK_SELECTION as BLANK, PREFERENCE_SEPARATOR } from '@scrutin/tabulation';

export { rankingOf } from '@scrutin/tabulation';

/**
 * What a voter chose, as one text. It is in messages and in the cast vote records, and it is the key of the tally. The
 * selection of a law is `oui` or `non`. The selection of a race is candidate identifiers in order of preference, joined
 * by `>`; a single choice is a ranking of one.
 *
 * The selection of a blank vote is `#blank`, in every contest that allows blank votes. The empty text is not a selection
 * of any contest. The API and the workers refuse it as `invalid-selection`, and the table of ballots does not store it.
 */
export type Selection = string & { readonly __brand: 'Selection' };

/** The selection of a blank vote. */
export const BLANK_SELECTION = BLANK as Selection;

/** The words for a blank vote in the body of a vote. No candidate may have one of them as identifier. */
export const BLANK_WORDS = ['blank', 'blanc'] as const;

/** Whether a voter or an official who writes this means a blank vote, in upper or lower case. */
export function isBlankWord(text: string): boolean {
  const lowered = text.toLowerCase();
  return BLANK_WORDS.some((word) => word === lowered);
}

export const LAW_OPTIONS = ['oui', 'non'] as const;
export type LawOption = (typeof LAW_OPTIONS)[number];

export function isLawOption(text: string): text is LawOption {
  return text === 'oui' || text === 'non';
}

export function lawSelection(option: LawOption): Selection {
  return option as string as Selection;
}

/** The inverse of {@link rankingOf}: the selection of a ranking, which is a blank vote if it names nobody. */
export function rankingSelection(candidateIds: readonly string[]): Selection {
  if (candidateIds.length === 0) return BLANK_SELECTION;
  return candidateIds.join(PREFERENCE_SEPARATOR) as Selection;
}
