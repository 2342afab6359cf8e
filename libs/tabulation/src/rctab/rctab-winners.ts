import type { ElectionReason } from '../result.ts';
import type { Decision, RoundState } from './round-state.ts';
import { compareToThreshold, writeInVotes } from './round-state.ts';

const NOBODY = { chosen: [], reason: 'reached-threshold' } as const;

/** Chooses the candidates elected in a round, if there are any. */
export function chooseElected(state: RoundState): Decision<ElectionReason> {
  const { plan, tally } = state;
  // Nobody is elected while undeclared write-ins have votes, because those may belong to anybody.
  const writeIns = writeInVotes(state);
  if (writeIns !== undefined && writeIns.votes > 0n) return NOBODY;
  if (plan.mode === 'bottomsUpUsingPercentageThreshold') {
    const all = [...tally.values()].every((votes) => compareToThreshold(state, votes) > 0);
    return all ? { chosen: [...tally.keys()], reason: 'all-above-threshold' } : NOBODY;
  }
  const unfilled = plan.seats - state.elected;
  const elected = unfilled > 0 ? candidatesToElect(state, unfilled) : NOBODY;
  const tooMany =
    elected.chosen.length > 1 &&
    (plan.mode === 'multiWinnerAllowOnlyOneWinnerPerRound' || plan.firstRoundThreshold);
  // If two candidates are left and neither has a majority, the tie is broken by electing one of them. Eliminating one
  // would leave a last round with one candidate.
  const lastTwo = plan.seats === 1 && elected.chosen.length === 0 && tally.size === 2 && unfilled === 1;
  return tooMany || lastTwo ? leader(state) : elected;
}

function candidatesToElect(
  state: RoundState,
  unfilled: number,
): { chosen: readonly number[]; reason: ElectionReason } {
  const { plan, tally } = state;
  if (tally.size <= unfilled) return { chosen: [...tally.keys()], reason: 'as-many-candidates-as-seats' };
  if (plan.firstRoundThreshold && tally.size - 1 === plan.seats) {
    return { chosen: leaders(tally), reason: 'most-votes' };
  }
  if (plan.mode === 'bottomsUp') return NOBODY;
  const chosen = [...tally].flatMap(([candidate, votes]) =>
    compareToThreshold(state, votes) >= 0 && state.candidates[candidate]?.undeclaredWriteIns !== true
      ? [candidate]
      : [],
  );
  return { chosen, reason: 'reached-threshold' };
}

function leaders(tally: ReadonlyMap<number, bigint>): number[] {
  const most = [...tally.values()].reduce((a, b) => (b > a ? b : a), 0n);
  return [...tally].flatMap(([candidate, votes]) => (votes === most ? [candidate] : []));
}

function leader(state: RoundState): Decision<ElectionReason> {
  const tied = leaders(state.tally);
  if (tied.length === 1) return { chosen: tied, reason: 'most-votes' };
  const tie = { purpose: 'elect', tied } as const;
  const chosen = state.breakTie(tie);
  return chosen === undefined ? { tie } : { chosen: [chosen], reason: 'won-tie' };
}
