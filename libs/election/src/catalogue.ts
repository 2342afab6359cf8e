import type { BallotRules } from './ballot-rules.ts';
import type { ContestKey } from './contest.ts';
import type { VotingWindow } from './voting-window.ts';

/** How the credentials of a roll were hashed (P7); `sha256` only for files of the older system. */
export type RollScheme = 'hmac-sha256' | 'sha256';

/**
 * What the pipeline must know of a contest to decide about a vote. `rollScheme` is there when a voter
 * roll was registered for it: without one nobody is eligible, with one a Redis that does not know the
 * roll has lost it (P3) and must not be believed.
 */
export interface OpenContest {
  readonly key: ContestKey;
  readonly window: VotingWindow;
  readonly rollScheme: RollScheme | undefined;
  readonly ballot: BallotRules;
}

/** A snapshot of the contests, by key. */
export type Catalogue = ReadonlyMap<ContestKey, OpenContest>;
