import type { BallotRules } from '../voting/ballot-rules.ts';
import type { ContestKey, RollKey } from './contest.ts';
import type { ContestPurpose } from './purpose.ts';
import type { VotingWindow } from './voting-window.ts';

/** How the credentials of a roll were hashed (P7). `sha256` is only for files of the older system. */
export const ROLL_SCHEMES = ['hmac-sha256', 'sha256'] as const;
export type RollScheme = (typeof ROLL_SCHEMES)[number];

/**
 * A voter roll as it is on record in PostgreSQL. It says where the credentials are in Redis, and which generation Redis
 * must have before it may say that a credential is not on the roll (P3).
 */
export interface RecordedRoll {
  readonly rollKey: RollKey;
  /**
   * A new one for each roll that replaces the roll of a draft, so that entries of the previous roll in Redis are not
   * found. Empty for a roll that was loaded before editions existed.
   */
  readonly edition: string;
  /**
   * A new one each time the roll grows. Only a bucket whose marker names this generation has all its credentials. Empty
   * for a roll that was loaded before generations existed; the markers of such a roll contain the number of buckets.
   */
  readonly generation: string;
  readonly buckets: number;
  /** Shows a process whether it has the pepper of the roll. Absent if it was not recorded. */
  readonly pepperCheck?: string | undefined;
}

/**
 * What the services must know about a contest to decide about a vote. Without a `roll`, nobody may vote. With one,
 * Redis is only trusted if it has the generation of the roll; otherwise it has lost a part of it (P3).
 */
export interface CatalogueContest {
  readonly key: ContestKey;
  readonly window: VotingWindow;
  /** In which its times are shown to voters. UTC if absent. */
  readonly timeZone?: string;
  readonly rollScheme: RollScheme | undefined;
  readonly roll?: RecordedRoll | undefined;
  readonly ballot: BallotRules;
  /** Real if it is absent. */
  readonly purpose?: ContestPurpose;
}

/** A snapshot of the contests, by key. */
export type Catalogue = ReadonlyMap<ContestKey, CatalogueContest>;
