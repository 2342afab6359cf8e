import type { ReferendumRules } from './rule-set.ts';
import { DEFAULT_RULES } from './rule-sets.ts';
import type { Share } from './share.ts';
import { partOf } from './share.ts';

/** What the threshold of a law is a share of: the valid votes (oui and non), or all votes cast, blank ones included. */
export const THRESHOLD_BASES = ['valid', 'cast'] as const;
export type ThresholdBase = (typeof THRESHOLD_BASES)[number];

/** What a law needs to be adopted. If there are two quorums, the larger one applies. */
export interface AdoptionTerms {
  /** The number of votes that make the result binding. If undefined, the result binds with any number of votes. */
  readonly quorumVotes: bigint | undefined;
  /** The share of the registered voters who must vote to make the result binding. */
  readonly quorumShare: Share | undefined;
  /** The least share of oui that adopts the law. If undefined, the law needs more than half. */
  readonly threshold: Share | undefined;
  readonly thresholdBase: ThresholdBase;
}

/**
 * The rule set that counts a law with these terms.
 *
 * @param registeredVoters the credentials on the roll, which a quorum that is a share of the roll needs
 */
export function referendumRules(
  { quorumVotes, quorumShare, threshold, thresholdBase }: AdoptionTerms,
  registeredVoters: bigint | undefined,
): ReferendumRules {
  return {
    ...DEFAULT_RULES.referendum,
    ...(threshold === undefined ? {} : { threshold, comparison: 'at-least' }),
    base: thresholdBase,
    quorumBallots: quorumVotes === undefined ? undefined : Number(quorumVotes),
    ...(quorumShare === undefined
      ? {}
      : {
          quorum: quorumShare,
          electors: registeredVoters === undefined ? undefined : Number(registeredVoters),
        }),
  };
}

/** The ballots that the quorum of these rules needs; 0 without a quorum. */
export function quorumInBallots({ quorum, electors, quorumBallots }: ReferendumRules): bigint {
  const ofElectors = partOf(BigInt(electors ?? 0), quorum).up;
  const ofBallots = BigInt(quorumBallots ?? 0);
  return ofElectors > ofBallots ? ofElectors : ofBallots;
}
