export { openBallotStore } from './ballot-store.ts';
export type { BallotStore, BallotStoreOptions, SubmissionStatus } from './ballot-store.ts';
export { CatalogueView } from './catalogue-view.ts';
export type { CatalogueViewOptions } from './catalogue-view.ts';
export { ClockWatch } from './clock-watch.ts';
export type { ClockWatchOptions } from './clock-watch.ts';
export { RESULTS_VISIBILITIES } from './laws.ts';
export type { Law, LawResult, LocalizedText, ResultsVisibility } from './laws.ts';
export type { ContestLedger, Finding, IntakeReport, Ledger } from './ledger.ts';
export { setLogins } from './logins.ts';
export { databaseCondition } from './rights/database-condition.ts';
export type { DatabaseCondition } from './rights/database-condition.ts';
export { prepareDatabase } from './rights/prepare.ts';
export type { Preparation } from './rights/prepare.ts';
export { SERVICE_ROLES } from './rights/roles.ts';
export { migrate, migrationStatus } from './migrate.ts';
export type { MigrationOptions, MigrationState } from './migrate.ts';
export type { CountedCredential, LoadedRollRecord, RegisteredRoll, RollOrigin } from './rolls.ts';
export type { CandidateCount } from './reading/counts.ts';
export type { PublishedElection, PublishedRace, StandingCandidate } from './reading/elections.ts';
export type { PublishedTabulation, StandingTabulation } from './reading/published-tabulations.ts';
export type { TurnoutSeries } from './reading/turnout.ts';
export { TURNOUT_BUCKET_MS } from './settle.ts';
export type { RefusedSubmission, SettledRejections, SettledVotes } from './settle.ts';
export { REFUSAL_KINDS } from './office/acts.ts';
export type { ActOutcome, Actor, RecordedAct, Refusal, RefusalKind } from './office/acts.ts';
export { ELECTION_TYPES } from './office/contest-records.ts';
export { definitionProblems } from './office/definition-problems.ts';
export type { WantedElection } from './office/definition-problems.ts';
export type {
  Candidate,
  Election,
  ElectionDetail,
  ElectionType,
  PoliticalParty,
  Race,
  RaceDetail,
  Region,
} from './office/contest-records.ts';
export type {
  CandidateChanges,
  ContestSubject,
  ElectionChanges,
  ElectionOffice,
  LawChanges,
  StepRequest,
} from './office/election-office.ts';
export { openElectionOffice } from './office/open-election-office.ts';
export type { ElectionOfficeOptions } from './office/open-election-office.ts';
export { sameButForLots } from './office/race-rules.ts';
export { ballotsDigest } from './office/selections.ts';
export { loadRoll } from './office/load-roll.ts';
export type { LoadedRoll, RollEntrySource, RollLoadDesk, RollsInRedis } from './office/load-roll.ts';
export type { BegunRollLoad, RollLoadRequest } from './office/rolls.ts';
export { OFFICIAL_ROLES } from './office/officials.ts';
export type { FieldProblem } from './office/value-checks.ts';
export type { LoginOutcome, LoginProof, Official, OfficialRole, Session } from './office/officials.ts';
export type { SelectionCount, Tabulation } from './office/tabulations.ts';
