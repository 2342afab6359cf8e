import type { BallotRules } from '../voting/ballot-rules.ts';
import type { ContestKey, RollKey } from './contest.ts';
import type { VotingWindow } from './voting-window.ts';

/** How the credentials of a roll were hashed (P7); `sha256` only for files of the older system. */
export type RollScheme = 'hmac-sha256' | 'sha256';

/**
 * A voter roll as it is on record in PostgreSQL: where its credentials are in Redis, and what Redis must say
 * before it may be believed that a credential is not on the roll (P3).
 */
export interface RecordedRoll {
  readonly rollKey: RollKey;
  /**
   * Another one for each roll that takes the place of a draft's: what Redis still holds of the one before is not
   * found under it. Empty for a roll that was loaded before there were editions.
   */
  readonly edition: string;
  /**
   * Another one each time the roll grows. Only a bucket whose marker names it has all of its credentials. Empty
   * for a roll that was loaded before there were generations: its markers hold the number of buckets.
   */
  readonly generation: string;
  readonly buckets: number;
  /** By which a process finds out that its pepper is another than the roll's; absent where nobody recorded it. */
  readonly pepperCheck?: string | undefined;
}

/**
 * What the pipeline must know of a contest to decide about a vote. `roll` is there when a voter roll is on
 * record: without one nobody is eligible, with one a Redis that does not hold its generation has lost some of it
 * (P3) and is not believed.
 */
export interface OpenContest {
  readonly key: ContestKey;
  readonly window: VotingWindow;
  readonly rollScheme: RollScheme | undefined;
  readonly roll?: RecordedRoll | undefined;
  readonly ballot: BallotRules;
}

/** A snapshot of the contests, by key. */
export type Catalogue = ReadonlyMap<ContestKey, OpenContest>;
