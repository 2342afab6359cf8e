import type { BallotStore, CatalogueView } from '@scrutin/ballot-store';
import type { CredentialHasher } from '@scrutin/credentials';
import type { OpenContest, RollScheme } from '@scrutin/election';
import type { Intake } from './intake.ts';
import type { VoteMetrics } from './vote-metrics.ts';

/** What it takes to accept a vote, on a law or in an election. */
export interface VoteDependencies {
  readonly intake: Pick<Intake, 'submit'>;
  /**
   * The contests. A key that is not known is asked for again with `getFreshInAnyCase`, whose answer may have a key that
   * differs from it by case.
   */
  readonly contests: Pick<CatalogueView, 'get' | 'getFresh' | 'getFreshInAnyCase'>;
  /** Whether the contest's roll was hashed with another pepper than this process has: then no vote of it is taken. */
  readonly hasOtherPepper?: (contest: OpenContest) => boolean;
  /** What became of a submission that is decided; undefined for one that is not. */
  readonly submissionStatus: BallotStore['submissionStatus'];
  /** One hasher for each scheme a roll may have. */
  readonly hashers: Readonly<Record<RollScheme, CredentialHasher>>;
  readonly clock: () => number;
  /** At least 12 fresh random bytes. */
  readonly entropy: () => Uint8Array;
  readonly metrics: VoteMetrics;
}
