export type { Actor, RecordedAct } from './acts.ts';
export { candidatesToCount, contestToCount, countBallots, countContest } from './count-contest.ts';
export type { CountBallots, Counted, CountOrder } from './count-contest.ts';
export type { ElectionOffice } from './election-office.ts';
export { isWholeInRedis, loadRoll } from './load-roll.ts';
export type { LoadedRoll, RollsInRedis } from './load-roll.ts';
export type { LoginOutcome, LoginProof, Official, Session } from './officials.ts';
export { openElectionOffice } from './open-election-office.ts';
