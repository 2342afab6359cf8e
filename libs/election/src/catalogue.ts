import type { ContestKey } from './contest.ts';
import type { VotingWindow } from './voting-window.ts';

/**
 * What the pipeline must know of a contest to decide about a vote. `rollLoaded` says that a voter
 * roll was registered for it: without one nobody is eligible, with one a Redis that does not know the
 * roll has lost it (P3) and must not be believed.
 */
export interface OpenContest {
  readonly key: ContestKey;
  readonly window: VotingWindow;
  readonly rollLoaded: boolean;
}

/** A snapshot of the contests, by key. */
export type Catalogue = ReadonlyMap<ContestKey, OpenContest>;
