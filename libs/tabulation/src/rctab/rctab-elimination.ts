import type { EliminationReason } from '../result.ts';
import type { Decision, RoundState } from './round-state.ts';
import { compareToThreshold, writeInVotes } from './round-state.ts';

/** Candidates with the same votes, fewest votes first. */
type Groups = readonly { readonly votes: bigint; readonly members: readonly number[] }[];

/**
 * Chooses the candidates to eliminate in a round without winners: the undeclared write-ins first, then a batch, then
 * the candidate with the fewest votes.
 */
export function chooseEliminated(state: RoundState): Decision<EliminationReason> {
  const writeIns = writeInVotes(state);
  if (writeIns !== undefined && writeIns.votes > 0n) {
    return { chosen: [writeIns.candidate], reason: 'undeclared-write-ins' };
  }
  if (state.plan.cutoffElimination) {
    const below = [...state.tally].flatMap(([c, votes]) => (compareToThreshold(state, votes) < 0 ? [c] : []));
    if (below.length > 0) return { chosen: below, reason: 'below-cutoff' };
  }
  const groups = groupByVotes(state.tally);
  if (state.plan.batchElimination) {
    const batch = batchOf(state, groups);
    if (batch.length > 1) return { chosen: batch, reason: 'cannot-win' };
  }
  const tied = groups[0]?.members ?? [];
  if (tied.length === 1) return { chosen: tied, reason: 'fewest-votes' };
  const tie = { purpose: 'eliminate', tied } as const;
  const chosen = state.breakTie(tie);
  return chosen === undefined ? { tie } : { chosen: [chosen], reason: 'lost-tie' };
}

function groupByVotes(tally: ReadonlyMap<number, bigint>): Groups {
  const groups = new Map<bigint, number[]>();
  for (const [candidate, votes] of tally) {
    const group = groups.get(votes);
    if (group === undefined) groups.set(votes, [candidate]);
    else group.push(candidate);
  }
  return [...groups]
    .map(([votes, members]) => ({ votes, members }))
    .sort((a, b) => (a.votes < b.votes ? -1 : 1));
}

/**
 * All candidates who cannot overtake the next candidate above them, even with the votes of everybody below. When the
 * count continues until two candidates remain, the group that was added last is spared if only one would be left.
 */
function batchOf(state: RoundState, groups: Groups): readonly number[] {
  let runningTotal = 0n;
  let seen: readonly number[] = [];
  let batch: readonly number[] = [];
  let before: readonly number[] = [];
  for (const { votes, members } of groups) {
    if (runningTotal < votes && seen.length > batch.length) {
      before = batch;
      batch = seen;
    }
    runningTotal += votes * BigInt(members.length);
    seen = [...seen, ...members];
  }
  const leavesOne = batch.length + state.eliminated === state.standing - 1;
  return state.plan.continueUntilTwo && leavesOne ? before : batch;
}
