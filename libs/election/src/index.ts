export { LONGEST_SELECTION, selectionReason, VOTING_METHODS } from './voting/ballot-rules.ts';
export type {
  BallotRules,
  Candidacies,
  Candidacy,
  SelectionReason,
  VotingMethod,
} from './voting/ballot-rules.ts';
export { ELECTION_TYPES } from './contests/contest-records.ts';
export type {
  Candidate,
  Election,
  ElectionDetail,
  ElectionType,
  Law,
  LocalizedText,
  PoliticalParty,
  Race,
  RaceDetail,
  Region,
} from './contests/contest-records.ts';
export { OFFICIAL_ROLES } from './office/official-roles.ts';
export type { OfficialRole } from './office/official-roles.ts';
export type { LoadedRollRecord, RegisteredRoll, RollOrigin } from './contests/roll-records.ts';
export type { SelectionCount, Tabulation } from './contests/tabulations.ts';
export type { Catalogue, OpenContest, RecordedRoll, RollScheme } from './contests/catalogue.ts';
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
} from './contests/contest.ts';
export type { Contest, ContestKey, RollKey } from './contests/contest.ts';
export { instantMs, instantProblemText, readInstant } from './values/instant.ts';
export type { InstantProblem, InstantReading } from './values/instant.ts';
export { judgeVote } from './voting/judge-vote.ts';
export type { VoteJudgement, VoteRefusal } from './voting/judge-vote.ts';
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
} from './life/lifecycle.ts';
export type { ContestChange, ContestState, ContestStatus, ContestStep } from './life/lifecycle.ts';
export { percentageOf } from './values/percentage.ts';
export { linesTextProblem, lineTextProblem, visibleControls } from './values/plain-text.ts';
export type { TextProblem } from './values/plain-text.ts';
export { isRejectionReason, REJECTION_REASONS } from './voting/rejection-reason.ts';
export type { RejectionReason } from './voting/rejection-reason.ts';
export { DEFAULT_RESULTS_VISIBILITY, RESULTS_VISIBILITIES } from './contests/results-visibility.ts';
export type { ResultsVisibility } from './contests/results-visibility.ts';
export { isLawOption, LAW_OPTIONS, lawSelection, rankingOf, rankingSelection } from './voting/selection.ts';
export type { LawOption, Selection } from './voting/selection.ts';
export { isSubmissionId, issueSubmissionId, submissionIdBytes, wasIssued } from './voting/submission-id.ts';
export type { KeyedTag, SubmissionId } from './voting/submission-id.ts';
export { HOUR_MS, hourOf, windowStateAt } from './contests/voting-window.ts';
export type { VotingWindow, WindowState } from './contests/voting-window.ts';
