export { LONGEST_SELECTION, selectionReason, VOTING_METHODS } from './ballot-rules.ts';
export type { BallotRules, Candidacies, Candidacy, SelectionReason, VotingMethod } from './ballot-rules.ts';
export type { Catalogue, OpenContest, RecordedRoll, RollScheme } from './catalogue.ts';
export {
  contestKey,
  electionRollKey,
  IDENTIFIER_PATTERN,
  isIdentifier,
  lawRollKey,
  parseContestKey,
  regionOf,
  rollKey,
  rollKeyOf,
} from './contest.ts';
export type { Contest, ContestKey, RollKey } from './contest.ts';
export { instantMs, instantProblemText, readInstant } from './instant.ts';
export type { InstantProblem, InstantReading } from './instant.ts';
export { judgeVote } from './judge-vote.ts';
export type { VoteJudgement, VoteRefusal } from './judge-vote.ts';
export {
  CHANGEABLE_IN,
  CHANGES,
  CONTEST_STATES,
  CONTEST_STATUSES,
  CONTEST_STEPS,
  contestState,
  CATALOGUE_MAX_AGE_MS,
  EFFECT_DELAY_MS,
  EFFECT_MARGIN_MS,
  mayChange,
  mayStep,
  SETTLING_DELAY_MS,
  STEP_FROM,
  STEPS_WITH_REASON,
} from './lifecycle.ts';
export type { ContestChange, ContestState, ContestStatus, ContestStep } from './lifecycle.ts';
export { percentageOf } from './percentage.ts';
export { linesTextProblem, lineTextProblem, visibleControls } from './plain-text.ts';
export type { TextProblem } from './plain-text.ts';
export { isRejectionReason, REJECTION_REASONS } from './rejection-reason.ts';
export type { RejectionReason } from './rejection-reason.ts';
export { DEFAULT_RESULTS_VISIBILITY, RESULTS_VISIBILITIES } from './results-visibility.ts';
export type { ResultsVisibility } from './results-visibility.ts';
export { isLawOption, LAW_OPTIONS, lawSelection, rankingOf, rankingSelection } from './selection.ts';
export type { LawOption, Selection } from './selection.ts';
export { isSubmissionId, issueSubmissionId, submissionIdBytes, wasIssued } from './submission-id.ts';
export type { KeyedTag, SubmissionId } from './submission-id.ts';
export { HOUR_MS, hourOf, windowStateAt } from './voting-window.ts';
export type { VotingWindow, WindowState } from './voting-window.ts';
