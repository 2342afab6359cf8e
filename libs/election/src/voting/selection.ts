import { PREFERENCE_SEPARATOR } from '@scrutin/tabulation';

export { rankingOf } from '@scrutin/tabulation';

/**
 * What a voter chose, as one text: it travels in messages, stands in the cast vote records and is the
 * key of the tally. A law's selection is `oui` or `non`. An election's is candidate identifiers in
 * order of preference joined by `>` (a single choice is a ranking of one).
 *
 * There is no blank ballot: a voter who wants no option does not vote. The empty text is therefore no selection of any
 * contest, and whoever meets one refuses it as `invalid-selection` or as a fault.
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
