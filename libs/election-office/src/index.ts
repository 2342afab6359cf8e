export type { Actor, RecordedAct } from './acts.ts';
export type { ElectionOffice } from './election-office.ts';
export { loadRoll } from './load-roll.ts';
export type { LoadedRoll, RollEntrySource, RollLoadDesk, RollsInRedis } from './load-roll.ts';
export type { LoginOutcome, LoginProof, Official, Session } from './officials.ts';
export { openElectionOffice } from './open-election-office.ts';
export type { ElectionOfficeOptions } from './open-election-office.ts';
export type { BegunRollLoad, RollLoadRequest } from './rolls.ts';
export { ballotsDigest } from './selections.ts';
