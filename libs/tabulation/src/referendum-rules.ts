import { formatUnits } from './decimal.ts';
import { DEFAULT_RULES } from './rule-set.ts';
import type { ReferendumRules } from './rule-set.ts';

/** What a law says about its own adoption. */
export interface AdoptionTerms {
  /** Votes (oui + non) without which the result does not bind; undefined: it binds with any number. */
  readonly quorumVotes: bigint | undefined;
  /** The share of oui that adopts, in 1/10000; undefined: more oui than non. */
  readonly thresholdBasisPoints: number | undefined;
}

const PERCENT_DECIMALS = 2;

/** The rule set by which a law with these terms is counted. */
export function referendumRules({ quorumVotes, thresholdBasisPoints }: AdoptionTerms): ReferendumRules {
  return {
    ...DEFAULT_RULES.referendum,
    ...(thresholdBasisPoints === undefined
      ? {}
      : { threshold: percentage(thresholdBasisPoints), comparison: 'at-least' }),
    quorumBallots: quorumVotes === undefined ? undefined : Number(quorumVotes),
  };
}

/** 6667 as `66.67`, 5000 as `50`. */
function percentage(basisPoints: number): string {
  return formatUnits(BigInt(basisPoints), PERCENT_DECIMALS).replace(/\.?0+$/, '');
}
