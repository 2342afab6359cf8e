export { asGiven } from './as-given.ts';
export type { BallotGroup, Candidate, Contest, PackedBallots } from './contest.ts';
export { formatUnits } from './decimal.ts';
export { BY_THE_RULES } from './draws.ts';
export type { DrawnLot, Draws } from './draws.ts';
export { explainReferendum } from './explain/explain-referendum.ts';
export { explainRound } from './explain/explain-round.ts';
export type { LotAsTold } from './explain/phrases.ts';
export type { Locale } from './explain/phrases.ts';
export { BALLOT_RECORD_FORMATS, recordWriter } from './formats/ballot-record.ts';
export type { BallotRecordFormat, RecordedContest } from './formats/ballot-record.ts';
export { readBlt } from './formats/blt.ts';
export { readCsv } from './formats/csv.ts';
export type { CsvContest } from './formats/csv.ts';
export type { CsvDeclarations, CsvRow } from './formats/csv-table.ts';
export { readRcvVector } from './formats/rcv-vector.ts';
export type { RcvVector } from './formats/rcv-vector.ts';
export { selectionsOfBallots } from './formats/selections-of-ballots.ts';
export type { ReadOutcome } from './formats/read-outcome.ts';
export { skeletonsOf, withDistinctNames } from './formats/look-alike-names.ts';
export { deName } from './explain/french-name.ts';
export { frenchTypography } from './explain/french-typography.ts';
export { isolated } from './isolated.ts';
export { inPlace, unreadable } from './formats/read-outcome.ts';
export { otherNumberOfBallots } from './formats/csv-problems.ts';
export { nameWarnings, reportBallots } from './formats/import-report.ts';
export type { ImportReport } from './formats/import-report.ts';
export { checkVector } from './formats/vector-check.ts';
export type { Difference } from './formats/vector-check.ts';
export { undrawnTie, undrawnTieAdvice, unusedLots } from './lots.ts';
export { lawContest, raceContest } from './office-contest.ts';
export type { CountedRace } from './office-contest.ts';
export { quorumInBallots, referendumRules, THRESHOLD_BASES } from './referendum-rules.ts';
export type { ThresholdBase } from './referendum-rules.ts';
export {
  ELECTION_REASONS,
  ELIMINATION_REASONS,
  INACTIVE_CAUSES,
  REFERENDUM_VERDICTS,
  TIE_PURPOSES,
  VACANCY_REASONS,
} from './result.ts';
export type {
  ReferendumVerdict,
  Round,
  TabulationAwaitsLot,
  TabulationComplete,
  TabulationResult,
  TiePurpose,
  UnresolvedTie,
} from './result.ts';
export { votesOf } from './round-votes.ts';
export { candidateReference, rulesForCandidates, withoutWithdrawn } from './rule-set-candidates.ts';
export { formatRuleSet, namesOption, parseRuleSet } from './rule-set-text.ts';
export { ruleSetPage } from './rule-set-page.ts';
export { DEFAULT_RULES } from './rule-sets.ts';
export type { RuleSet } from './rule-set.ts';
export {
  BLANK_SELECTION,
  ballotsText,
  contestOfSelections,
  PREFERENCE_SEPARATOR,
  rankingOf,
} from './selection-counts.ts';
export type { SelectionCount } from './selection-counts.ts';
export { fractionOf, parseShare, shareOf } from './share.ts';
export type { Share } from './share.ts';
export { tabulate } from './tabulate.ts';
export { tabulateRace, UNCONTESTED_RULES } from './tabulate-race.ts';
export type { UncontestedRule } from './tabulate-race.ts';
