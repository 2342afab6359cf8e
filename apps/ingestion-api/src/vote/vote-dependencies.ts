import type { BallotStore, CatalogueView } from '@scrutin/ballot-store';
import type { CredentialHasher } from '@scrutin/credentials';
import type { CatalogueContest, RollScheme } from '@scrutin/election';
import type { Intake } from './intake.ts';
import type { VoteMetrics } from './vote-metrics.ts';

/** What the handlers need to accept a vote on a law or in an election. */
export interface VoteDependencies {
  readonly intake: Pick<Intake, 'submit' | 'submitAll'>;
  /**
   * The contests. If a key is not known, the handlers ask again with `getFreshInAnyCase`, which may answer a contest
   * whose key differs by case.
   */
  readonly contests: Pick<CatalogueView, 'get' | 'getFresh' | 'getFreshInAnyCase'>;
  /** Whether the roll of a contest was hashed with another pepper than this process has. Then its votes are refused. */
  readonly hasOtherPepper?: (contest: CatalogueContest) => boolean;
  /** What became of a submission, or undefined if that is not decided yet. */
  readonly submissionStatus: BallotStore['submissionStatus'];
  /** One hasher for each scheme that a roll may have. */
  readonly hashers: Readonly<Record<RollScheme, CredentialHasher>>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Gives at least 12 new random bytes each time. */
  readonly entropy: () => Uint8Array;
  readonly metrics: VoteMetrics;
}
