import type { Candidate } from '../contest.ts';
import { parseDecimal, powerOfTen } from '../decimal.ts';
import type { Decimal } from '../decimal.ts';
import type { RctabRules } from '../rule-set.ts';

/**
 * What one pass of an RCTab count must know, worked out of the options once. IRV is counted by the same
 * loop, so this is the whole of what can differ between the two.
 */
export interface RoundPlan {
  readonly mode: RctabRules['winnerElectionMode'];
  readonly seats: number;
  /** Elected candidates pass their surplus on. */
  readonly usesSurpluses: boolean;
  /** Decimals of the vote arithmetic, and of the tallies shown. */
  readonly scale: number;
  /** Decimals of the threshold: those of the votes, or more when it is a percentage. */
  readonly thresholdScale: number;
  readonly quota: 'droop' | 'droop-fraction' | 'hare' | 'percentage';
  /** Share of the active ballots that a candidate must exceed, for the quota `percentage`. */
  readonly percentage: Decimal;
  readonly firstRoundThreshold: boolean;
  readonly batchElimination: boolean;
  readonly cutoffElimination: boolean;
  readonly continueUntilTwo: boolean;
  readonly lastRound: number;
}

const NOTHING: Decimal = { units: 0n, scale: 0 };

/** Undefined when the options do not fit together. */
export function planRctab(rules: RctabRules, seats: number): RoundPlan | undefined {
  const mode = rules.winnerElectionMode;
  const usesSurpluses =
    mode === 'multiWinnerAllowOnlyOneWinnerPerRound' || mode === 'multiWinnerAllowMultipleWinnersPerRound';
  const byPercentage = mode === 'bottomsUpUsingPercentageThreshold';
  const percentage = parseDecimal(rules.multiSeatBottomsUpPercentageThreshold ?? '');
  if (byPercentage && percentage === undefined) return undefined;
  if (!byPercentage && seats < 1) return undefined;
  const fractions = usesSurpluses || rules.nonIntegerWinningThreshold;
  // A percentage is exact whatever the decimals of the arithmetic: two more than it is written with.
  const percentageScale = (percentage ?? NOTHING).scale + 2;
  const scale = fractions && !byPercentage ? rules.decimalPlacesForVoteArithmetic : 0;
  return {
    mode,
    seats,
    usesSurpluses,
    scale,
    thresholdScale: byPercentage ? percentageScale : scale,
    quota: byPercentage
      ? 'percentage'
      : rules.hareQuota
        ? 'hare'
        : rules.nonIntegerWinningThreshold
          ? 'droop-fraction'
          : 'droop',
    percentage: { units: (percentage ?? NOTHING).units, scale: percentageScale },
    firstRoundThreshold: rules.doesFirstRoundDetermineThreshold,
    batchElimination: rules.batchElimination,
    cutoffElimination: rules.cutoffElimination,
    continueUntilTwo: rules.continueUntilTwoCandidatesRemain,
    lastRound: rules.stopTabulationEarlyAfterRound ?? Infinity,
  };
}

/**
 * The votes that elect, in units of the plan's threshold scale, from the active votes in units of its scale.
 * Droop: the whole part of votes / (seats + 1), plus one smallest unit (one vote, or the last decimal).
 * Hare: votes / seats, rounded up to a whole vote.
 */
export function winningThreshold(plan: RoundPlan, activeVotes: bigint): bigint {
  const one = powerOfTen(plan.scale);
  const seats = BigInt(plan.seats);
  switch (plan.quota) {
    case 'percentage':
      return activeVotes * plan.percentage.units;
    case 'hare':
      return ((activeVotes + seats * one - 1n) / (seats * one)) * one;
    case 'droop':
      return (activeVotes / ((seats + 1n) * one) + 1n) * one;
    case 'droop-fraction':
      return activeVotes / (seats + 1n) + 1n;
  }
}

/** Those who are not excluded; the line of undeclared write-ins is one of them. */
export function standingCandidates(candidates: readonly Candidate[]): number[] {
  return candidates.flatMap((candidate, index) => (candidate.excluded === true ? [] : [index]));
}
