export { openAuditStore } from './audit-store.ts';
export type { AuditedContest, AuditRow, AuditStore } from './audit-store.ts';
export { openBallotStore } from './ballot-store.ts';
export type { BallotStore, SubmissionStatus } from './ballot-store.ts';
export { CatalogueView } from './catalogue-view.ts';
export { ballotRecordText } from './queries/ballot-record.ts';
export { ClockWatch } from './clock-watch.ts';
export type { ContestLedger, IntakeReport, Ledger } from './ledger.ts';
export type { UnsettledSubmission, SettledRejections, SettledVotes } from './settle.ts';
