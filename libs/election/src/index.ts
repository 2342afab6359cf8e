export { ACCOUNT_SETUP_STEPS, accountSetupStep } from './acts/account-setup.ts';
export type { AccountSetupStep } from './acts/account-setup.ts';
export { APPROVAL_MODES, defaultApproval } from './acts/approval-mode.ts';
export type { ApprovalMode } from './acts/approval-mode.ts';
export {
  ACTIONS_OF,
  APPROVABLE_ACTS,
  approvableActOf,
  isAboveNumber,
  isOfInstallation,
  policyProblem,
  rolesThatApprove,
  rolesThatPropose,
} from './acts/approval-policy.ts';
export type { ApprovableAct, ApprovalPolicy } from './acts/approval-policy.ts';
export {
  awaitsApproval,
  decidedRefusal,
  deciderRefusal,
  isSamePerson,
  PROPOSAL_STATES,
} from './acts/proposal.ts';
export type { ApprovableOutcome, AwaitsApproval, Person, Proposal, ProposalState } from './acts/proposal.ts';
export { actorInWords, commandLineName, EXPIRY_NAME } from './acts/actor-name.ts';
export { OFFICIAL_ROLES, ROLE_NAMES } from './acts/official-roles.ts';
export type { OfficialRole } from './acts/official-roles.ts';
export { refused } from './acts/refusal.ts';
export { SESSION_IDLE_LIMIT_MS } from './acts/session-limit.ts';
export type { ActOutcome, Refusal, RefusalKind } from './acts/refusal.ts';
export { candidateName } from './contests/candidate.ts';
export { ballotRecordRefusal, recordedLaw, recordedRace } from './counting/ballot-record.ts';
export { BALLOT_RECORDS, DEFAULT_BALLOT_RECORD } from './contests/ballot-record.ts';
export type { BallotRecord } from './contests/ballot-record.ts';
export { BLANK_VOTES, DEFAULT_BLANK_VOTES } from './contests/blank-votes.ts';
export type { BlankVotes } from './contests/blank-votes.ts';
export { ROLL_SCHEMES } from './contests/catalogue.ts';
export type { Candidate, CandidateChanges, CandidateKey, NewCandidate } from './contests/candidate.ts';
export type { Catalogue, CatalogueContest, RecordedRoll, RollScheme } from './contests/catalogue.ts';
export {
  contestKey,
  electionRollKey,
  IDENTIFIER_PATTERN,
  isIdentifier,
  isRollKey,
  lawRollKey,
  parseContestKey,
  parseRollKey,
  regionOf,
  rollKeyOf,
} from './contests/contest.ts';
export type { Contest, ContestKey, RollKey } from './contests/contest.ts';
export { ELECTION_TYPES } from './contests/election.ts';
export type {
  Election,
  ElectionChanges,
  ElectionDetail,
  PoliticalParty,
  Race,
  RaceDetail,
  Region,
} from './contests/election.ts';
export { SIMPLE_MAJORITY } from './contests/law.ts';
export type { Law, LawChanges } from './contests/law.ts';
export type { LocalizedText } from './contests/localized-text.ts';
export {
  NOTICE_KINDS,
  noticeOfChange,
  noticeOfRecount,
  noticeOfRegistration,
  noticeOfReinstatement,
  noticeOfStep,
  noticeOfWithdrawal,
  noticesOfChanges,
} from './contests/notice.ts';
export type { Notice, NoticeText } from './contests/notice.ts';
export { raceKey } from './contests/published-election.ts';
export type { PublishedElection, PublishedRace, StandingCandidate } from './contests/published-election.ts';
export { registeredVoters } from './contests/roll-records.ts';
export type {
  LateRegistration,
  LoadedRollRecord,
  ReplacedRollRecord,
  RegisteredRoll,
  RollOrigin,
  VoidCredentials,
  VoidProblem,
  VoidRequest,
} from './contests/roll-records.ts';
export { fractionOf, parseShare, shareOf, THRESHOLD_BASES } from '@scrutin/tabulation';
export type { Share, ThresholdBase } from '@scrutin/tabulation';
export { lawPercentages } from './counting/law-percentages.ts';
export { undoOfWithdrawal } from './life/withdrawal.ts';
export { drawnAmong, lotProblem, lotRefusal } from './counting/lots.ts';
export type { Lot, NewLot } from './counting/lots.ts';
export { lotOfTie, lotsOfTies } from './counting/published-lots.ts';
export type { PublishedLot } from './counting/published-lots.ts';
export { lawVerdict } from './counting/law-verdict.ts';
export { countsByRace, countsOf } from './counting/counts.ts';
export type { CandidateCount, CountedLaw, ElectionCounts, LawResult } from './counting/counts.ts';
export type {
  PublishedCount,
  PublishedTabulation,
  SelectionCount,
  StandingTabulation,
  Tabulation,
  Publication,
  PublishedCountEntry,
} from './counting/tabulations.ts';
export { TURNOUT_BUCKET_MS } from './counting/turnout-series.ts';
export type { TurnoutSeries } from './counting/turnout-series.ts';
export { CONTEST_PURPOSES, DEFAULT_PURPOSE } from './contests/purpose.ts';
export type { ContestPurpose } from './contests/purpose.ts';
export { resultsArePublic } from './contests/results-public.ts';
export type { Disclosure } from './contests/results-public.ts';
export { DEFAULT_RESULTS_VISIBILITY, RESULTS_VISIBILITIES } from './contests/results-visibility.ts';
export type { ResultsVisibility } from './contests/results-visibility.ts';
export { hourOf, windowStateAt } from './contests/voting-window.ts';
export type { VotingWindow } from './contests/voting-window.ts';
export {
  countingRefusal,
  isComplete,
  lookRefusal,
  publicationRefusal,
  readRules,
  drawsOf,
  rulesToCountBy,
  ruleSetOfLaw,
  talliesDiffer,
} from './counting/counting-rules.ts';
export { ballotsGap, countGap, outstandingRefusal } from './life/certification.ts';
export type { BallotsInBox, CountOnRecord } from './life/certification.ts';
export {
  CANDIDATE_CHANGES,
  changed,
  changeRefusal,
  ELECTION_CHANGES,
  LAW_CHANGES,
  possibleChanges,
} from './life/changes.ts';
export {
  CATALOGUE_MAX_AGE_MS,
  CHANGEABLE_IN,
  CHANGES,
  CONTEST_STATES,
  CONTEST_STATUSES,
  CONTEST_STEPS,
  contestState,
  EFFECT_DELAY_MS,
  EFFECT_MARGIN_MS,
  mayChange,
  mayStep,
  SETTLING_DELAY_MS,
  STEPS_WITH_REASON,
} from './life/lifecycle.ts';
export type { ContestChange, ContestState, ContestStatus, ContestStep } from './life/lifecycle.ts';
export { hasOtherPepper, judgeRollLoad, OTHER_PEPPER, unexplainedRegistration } from './life/roll-load.ts';
export type { LoadInDraft, RollLoadRequest } from './life/roll-load.ts';
export { nextStage, openingProblem, stepProblem } from './life/next-stage.ts';
export type { Stage, StepRequest } from './life/next-stage.ts';
export { possibleSteps, windowWarning } from './life/possible-steps.ts';
export { readinessGap } from './life/readiness.ts';
export type { Readiness } from './life/readiness.ts';
export { statePhrase } from './life/state-phrase.ts';
export { definitionProblems } from './rules/definition-problems.ts';
export { normalCandidate, withNormalName, withNormalTitle } from './rules/normal-records.ts';
export { ballotOrderProblem } from './rules/ballot-order.ts';
export { drawnOrderProblem, withOrderAmong } from './rules/drawn-order.ts';
export { raceProblems, rankingProblem } from './rules/race-rules.ts';
export { unreadableRules } from './rules/unreadable-rules.ts';
export {
  candidateProblems,
  electionProblems,
  lawProblems,
  partyProblems,
  regionProblems,
} from './rules/record-problems.ts';
export { refusalOfProblems, refusalOfFields } from './values/field-problem.ts';
export {
  instantMs,
  instantFaultText,
  instantProblemText,
  instantText,
  localInstantText,
  readInstant,
} from './values/instant.ts';
export { instantInWords } from './values/instant-in-words.ts';
export { DEFAULT_TIME_ZONE, isTimeZone, offsetIfShownTwice } from './values/time-zone.ts';
export { hasWithdrawn, leadersOf, standingsOf } from './counting/standings.ts';
export { storedPhotoAddress, storedPhotoAt } from './values/photo-address.ts';
export { percentageOf } from './values/percentage.ts';
export { visibleControls } from './values/plain-text.ts';
export { normalName, normalNames } from './values/name.ts';
export { deName, frenchTypography, isolated, UNCONTESTED_RULES } from '@scrutin/tabulation';
export { isSameValue } from './values/same-value.ts';
export {
  identifierProblem,
  integerProblem,
  nameProblem,
  reasonProblem,
  textProblem,
  wordProblem,
} from './values/value-checks.ts';
export { LONGEST_SELECTION, selectionReason, VOTING_METHODS } from './voting/ballot-rules.ts';
export type { BallotRules, Candidacy, SelectionReason, VotingMethod } from './voting/ballot-rules.ts';
export { judgeVote } from './voting/judge-vote.ts';
export type { VoteJudgement, VoteRefusal } from './voting/judge-vote.ts';
export { isRejectionReason, REJECTION_REASONS } from './voting/rejection-reason.ts';
export type { RejectionReason } from './voting/rejection-reason.ts';
export {
  BLANK_SELECTION,
  BLANK_WORDS,
  isBlankWord,
  isLawOption,
  LAW_OPTIONS,
  lawSelection,
  rankingOf,
  rankingSelection,
} from './voting/selection.ts';
export type { LawOption, Selection } from './voting/selection.ts';
export {
  isSubmissionId,
  issueSubmissionId,
  purposeOfSubmission,
  submissionPrefix,
  wasIssued,
} from './voting/submission-id.ts';
export type { KeyedTag, SubmissionId, SubmissionPrefix } from './voting/submission-id.ts';
