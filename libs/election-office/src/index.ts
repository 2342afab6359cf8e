export { REFUSAL_KINDS } from './acts.ts';
export type { ActOutcome, Actor, RecordedAct, Refusal, RefusalKind } from './acts.ts';
export { definitionProblems } from './definition-problems.ts';
export type { WantedElection } from './definition-problems.ts';
export type {
  CandidateChanges,
  ContestSubject,
  ElectionChanges,
  ElectionOffice,
  LawChanges,
  StepRequest,
} from './election-office.ts';
export { loadRoll } from './load-roll.ts';
export type { LoadedRoll, RollEntrySource, RollLoadDesk, RollsInRedis } from './load-roll.ts';
export type { LoginOutcome, LoginProof, Official, Session } from './officials.ts';
export { openElectionOffice } from './open-election-office.ts';
export type { ElectionOfficeOptions } from './open-election-office.ts';
export { sameButForLots } from './race-rules.ts';
export type { BegunRollLoad, RollLoadRequest } from './rolls.ts';
export { ballotsDigest } from './selections.ts';
export type { FieldProblem } from './value-checks.ts';
