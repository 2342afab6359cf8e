export { isPacked, UNREADABLE_OVERVOTE } from './contest.ts';
export type { BallotGroup, Candidate, Contest, PackedBallots, Rank } from './contest.ts';
export { formatUnits, parseDecimal, sameDecimal } from './decimal.ts';
export type { Decimal } from './decimal.ts';
export { explainRound } from './explain/explain-round.ts';
export type { Locale } from './explain/phrases.ts';
export { readBlt } from './formats/blt.ts';
export type { BltContest } from './formats/blt.ts';
export { readCsv } from './formats/csv.ts';
export type { CsvContest } from './formats/csv.ts';
export type { CsvDeclarations, CsvRow } from './formats/csv-table.ts';
export { readRcvVector } from './formats/rcv-vector.ts';
export type {
  ExpectedPass,
  ExpectedRound,
  ExpectedTransfer,
  ExpectedVotes,
  RcvVector,
} from './formats/rcv-vector.ts';
export type { ReadOutcome } from './formats/read-outcome.ts';
export { withDistinctNames } from './formats/look-alike-names.ts';
export { nameWarnings, reportBallots } from './formats/import-report.ts';
export type { ImportReport } from './formats/import-report.ts';
export { checkVector } from './formats/vector-check.ts';
export type { Difference, VectorCheck } from './formats/vector-check.ts';
export { undrawnTie, undrawnTieAdvice, unusedLots } from './lots.ts';
export { lawContest, raceContest } from './office-contest.ts';
export type { CountedRace } from './office-contest.ts';
export { referendumRules } from './referendum-rules.ts';
export type { AdoptionTerms } from './referendum-rules.ts';
export { INACTIVE_CAUSES, REFUSAL_REASONS, TO_EXHAUSTED, TO_RESIDUAL } from './result.ts';
export type {
  BrokenTie,
  Election,
  ElectionReason,
  Elimination,
  EliminationReason,
  InactiveCause,
  ReferendumOutcome,
  ReferendumVerdict,
  RefusalReason,
  Round,
  TabulationAwaitsLot,
  TabulationComplete,
  TabulationRefused,
  TabulationResult,
  TieMethod,
  TiePurpose,
  Transfer,
  UnresolvedTie,
} from './result.ts';
export { votesOf } from './round-votes.ts';
export { candidateReference, rulesForCandidates, withoutWithdrawn } from './rule-set-candidates.ts';
export { formatRuleSet, parseRuleSet } from './rule-set-text.ts';
export type { ParsedRuleSet } from './rule-set-text.ts';
export { DEFAULT_RULES, RCTAB_TIEBREAK_MODES, WINNER_ELECTION_MODES } from './rule-set.ts';
export type {
  InterpretationRules,
  IrvRules,
  LotRules,
  MeekPrfRules,
  OvervoteRule,
  PluralityRules,
  RctabRules,
  RctabTiebreakMode,
  ReferendumRules,
  RuleName,
  RuleSet,
  ScottishStvRules,
  WigmPrfRules,
  WinnerElectionMode,
} from './rule-set.ts';
export { ballotsText, contestOfSelections, PREFERENCE_SEPARATOR, rankingOf } from './selection-counts.ts';
export type { SelectionCount } from './selection-counts.ts';
export { tabulate } from './tabulate.ts';
