import type { Candidate } from '../contest.ts';
import type { Decimal } from '../decimal.ts';
import { parseDecimal, powerOfTen } from '../decimal.ts';
import type { RctabRules } from '../rule-set.ts';

/**
 * The settings of one pass of an RCTab count, derived once from its options. The rule set `irv` is counted by the same
 * loop, so the plan contains everything in which the two can differ.
 */
export interface RoundPlan {
  readonly mode: RctabRules['winnerElectionMode'];
  readonly seats: number;
  /** Whether the surplus of elected candidates is transferred. */
  readonly usesSurpluses: boolean;
  /** The number of decimals in the vote arithmetic and in the tallies of the result. */
  readonly scale: number;
  /** The number of decimals of the threshold: as many as the votes have, or more when it is a percentage. */
  readonly thresholdScale: number;
  readonly quota: 'droop' | 'droop-fraction' | 'hare' | 'percentage';
  /** For the quota `percentage`: the share of the active ballots that a candidate must exceed. */
  readonly percentage: Decimal;
  readonly firstRoundThreshold: boolean;
  readonly batchElimination: boolean;
  readonly cutoffElimination: boolean;
  readonly continueUntilTwo: boolean;
  readonly lastRound: number;
}

const NOTHING: Decimal = { units: 0n, scale: 0 };

/** Derives the plan of one pass, or returns undefined when the options contradict each other or the number of seats. */
export function planRctab(rules: RctabRules, seats: number): RoundPlan | undefined {
  const mode = rules.winnerElectionMode;
  const usesSurpluses =
    mode === 'multiWinnerAllowOnlyOneWinnerPerRound' || mode === 'multiWinnerAllowMultipleWinnersPerRound';
  const byPercentage = mode === 'bottomsUpUsingPercentageThreshold';
  const percentage = parseDecimal(rules.multiSeatBottomsUpPercentageThreshold ?? '');
  if (byPercentage && percentage === undefined) return undefined;
  if (!byPercentage && seats < 1) return undefined;
  const fractions = usesSurpluses || rules.nonIntegerWinningThreshold;
  // Two more decimals than the percentage is written with keep its product exact, whatever the vote arithmetic uses.
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
 * The votes that elect a candidate, in units of the plan's threshold scale. `activeVotes` is in units of its scale.
 *
 * - Droop: the whole part of votes / (seats + 1), plus one smallest unit (one vote, or one unit of the last decimal).
 * - Hare: votes / seats, rounded up to a whole vote.
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

/** The indices of the candidates who are not excluded, including the line of undeclared write-ins. */
export function standingCandidates(candidates: readonly Candidate[]): number[] {
  return candidates.flatMap((candidate, index) => (candidate.excluded === true ? [] : [index]));
}
