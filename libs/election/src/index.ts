export type { Catalogue, OpenContest, RollScheme } from './catalogue.ts';
export {
  contestKey,
  electionRollKey,
  IDENTIFIER_PATTERN,
  isIdentifier,
  lawRollKey,
  parseContestKey,
  rollKey,
  rollKeyOf,
} from './contest.ts';
export type { Contest, ContestKey, RollKey } from './contest.ts';
export { isRejectionReason, REJECTION_REASONS } from './rejection-reason.ts';
export type { RejectionReason } from './rejection-reason.ts';
export { isLawOption, LAW_OPTIONS, lawSelection, rankingOf, rankingSelection } from './selection.ts';
export type { LawOption, Selection } from './selection.ts';
export { isSubmissionId, issueSubmissionId, submissionIdBytes, wasIssued } from './submission-id.ts';
export type { KeyedTag, SubmissionId } from './submission-id.ts';
export { HOUR_MS, hourOf, windowStateAt } from './voting-window.ts';
export type { VotingWindow, WindowState } from './voting-window.ts';
