import type { RaceTabulationBody, TabulationRoundBody } from '@scrutin/contracts/public';

export type RaceCount = RaceTabulationBody;
type CountedCandidate = RaceCount['candidates'][number];

/** Votes that a candidate, or nobody, receives from another one at the end of a round. */
export interface Received {
  /** The name of the candidate whose votes they were. */
  readonly from: string;
  readonly votes: string;
}

/** A candidate in a round: the votes at its beginning, and what becomes of the candidate. */
export interface RoundRow {
  readonly candidate: CountedCandidate;
  readonly votes: string;
  /** `holds`: elected in an earlier round. */
  readonly fate: 'elected' | 'holds' | 'eliminated' | undefined;
  readonly received: readonly Received[];
}

const EXHAUSTED = '#exhausted';
const RESIDUAL = '#residual surplus';

/** The candidates of a round, those with the most votes first; of equals the first on the ballot. */
export function rowsOf(count: RaceCount, index: number): readonly RoundRow[] {
  const round = count.rounds[index];
  if (round === undefined) return [];
  const electedBefore = new Set(
    count.rounds.slice(0, index).flatMap(({ elected }) => elected.map(({ candidate }) => candidate)),
  );
  return count.candidates
    .flatMap((candidate): RoundRow[] => {
      const votes = round.tally[candidate.candidate_id];
      if (votes === undefined) return [];
      const fate = fateOf(candidate.candidate_id, round, electedBefore);
      return [{ candidate, votes, fate, received: receivedBy(count, round, candidate.candidate_id) }];
    })
    .sort((a, b) => Number(b.votes) - Number(a.votes));
}

function fateOf(
  id: string,
  round: TabulationRoundBody,
  electedBefore: ReadonlySet<string>,
): RoundRow['fate'] {
  if (round.elected.some(({ candidate }) => candidate === id)) return 'elected';
  if (round.eliminated.some(({ candidate }) => candidate === id)) return 'eliminated';
  return electedBefore.has(id) ? 'holds' : undefined;
}

function receivedBy(count: RaceCount, round: TabulationRoundBody, target: string): readonly Received[] {
  return round.transfers.flatMap(({ from, to }) => {
    const votes = to[target];
    return votes === undefined || Number(votes) === 0 ? [] : [{ from: nameIn(count, from), votes }];
  });
}

/** The votes that no candidate receives at the end of a round: without a next choice, or lost to rounding. */
export function receivedByNobody(
  count: RaceCount,
  round: TabulationRoundBody,
): { readonly exhausted: readonly Received[]; readonly residual: readonly Received[] } {
  return { exhausted: receivedBy(count, round, EXHAUSTED), residual: receivedBy(count, round, RESIDUAL) };
}

function nameIn({ candidates }: RaceCount, id: string): string {
  return candidates.find(({ candidate_id }) => candidate_id === id)?.name ?? id;
}

/** The votes for which a bar of a round has its full length, the same in all rounds, so that bars can be compared. */
export function scaleOf({ rounds }: RaceCount): number {
  const votes = rounds.flatMap(({ tally, threshold }) => [...Object.values(tally), threshold ?? '0']);
  return Math.max(1, ...votes.map(Number)) * 1.02;
}
