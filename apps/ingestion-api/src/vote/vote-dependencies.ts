import type { BallotStore } from '@scrutin/ballot-store';
import type { CredentialHasher } from '@scrutin/credentials';
import type { ContestKey, OpenContest, RollScheme } from '@scrutin/election';
import type { Intake } from './intake.ts';
import type { VoteMetrics } from './vote-metrics.ts';

/** What it takes to accept a vote, on a law or in an election. */
export interface VoteDependencies {
  readonly intake: Pick<Intake, 'submit'>;
  /**
   * The contest, as far as this process can know; asks the database again before it says undefined. Its own key may
   * differ from the one asked for by case.
   */
  readonly findContest: (key: ContestKey) => OpenContest | undefined | Promise<OpenContest | undefined>;
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
