import { formatUnits } from './decimal.ts';
import type { ReferendumRules } from './rule-set.ts';
import { DEFAULT_RULES } from './rule-set.ts';

/** What a law needs to be adopted. */
export interface AdoptionTerms {
  /** The votes (oui + non) that make the result binding. If undefined, the result binds with any number of votes. */
  readonly quorumVotes: bigint | undefined;
  /** The share of oui that adopts the law, in 1/10000. If undefined, the law needs more oui than non. */
  readonly thresholdBasisPoints: number | undefined;
}

const PERCENT_DECIMALS = 2;

/** The rule set that counts a law with these terms. */
export function referendumRules({ quorumVotes, thresholdBasisPoints }: AdoptionTerms): ReferendumRules {
  return {
    ...DEFAULT_RULES.referendum,
    ...(thresholdBasisPoints === undefined
      ? {}
      : { threshold: percentage(thresholdBasisPoints), comparison: 'at-least' }),
    quorumBallots: quorumVotes === undefined ? undefined : Number(quorumVotes),
  };
}

/** Formats 6667 as `66.67` and 5000 as `50`. */
function percentage(basisPoints: number): string {
  return formatUnits(BigInt(basisPoints), PERCENT_DECIMALS).replace(/\.?0+$/, '');
}
