import { PREFERENCE_SEPARATOR } from '@scrutin/tabulation';

export { rankingOf } from '@scrutin/tabulation';

/**
 * What a voter chose, as one text. It is in messages and in the cast vote records, and it is the key of the tally. The
 * selection of a law is `oui` or `non`. The selection of a race is candidate identifiers in order of preference, joined
 * by `>`; a single choice is a ranking of one.
 *
 * There is no blank ballot: a voter who wants no option does not vote. So the empty text is not a selection of any
 * contest. The API and the workers refuse it as `invalid-selection`, and the table of ballots does not store it.
 */
export type Selection = string & { readonly __brand: 'Selection' };

export const LAW_OPTIONS = ['oui', 'non'] as const;
export type LawOption = (typeof LAW_OPTIONS)[number];

export function isLawOption(text: string): text is LawOption {
  return text === 'oui' || text === 'non';
}

export function lawSelection(option: LawOption): Selection {
  return option as string as Selection;
}

export function rankingSelection(candidateIds: readonly string[]): Selection {
  return candidateIds.join(PREFERENCE_SEPARATOR) as Selection;
}
