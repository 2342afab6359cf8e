import { completeOrder, indicesOf } from './candidate-list.ts';
import type { Candidate } from './contest.ts';
import type { TieMethod, TiePurpose } from './result.ts';
import type { LotRules } from './rule-set.ts';

/** Candidates with equal votes, of whom one must be chosen. They are indices. */
export interface Tie {
  readonly purpose: TiePurpose;
  readonly tied: readonly number[];
}

/** A {@link TieMethod} whose candidates are indices. The result has their identifiers instead. */
export type ChosenBy = TieMethod extends infer M
  ? M extends { readonly among: readonly string[] }
    ? Omit<M, 'among'> & { readonly among: readonly number[] }
    : M
  : never;

/** The chosen candidate of a tie (an index), and how it was chosen. */
export interface TieChoice {
  readonly chosen: number;
  readonly method: ChosenBy;
}

/** The candidates (indices) between whom a lot must be drawn. These may be fewer than those who were tied at first. */
export interface NeedsLot {
  readonly needsLot: readonly number[];
}

/** Breaks a tie, or says between whom a lot must be drawn when the rules leave it to a lot that was not given. */
export type TieBreaker = (
  tie: Tie,
  earlierTallies: readonly ReadonlyMap<number, bigint>[],
) => TieChoice | NeedsLot;

/**
 * Breaks a tie by earlier rounds, as many laws do. The search begins with the most recent round. In each round, only
 * the contenders with the fewest votes (for an elimination) or the most votes (otherwise) stay in the tie.
 *
 * @returns the chosen candidate with the number of the round that decided, or the candidates who remain tied
 */
function byEarlierRounds(
  tie: Tie,
  earlierTallies: readonly ReadonlyMap<number, bigint>[],
): { readonly chosen: number; readonly round: number } | { readonly stillTied: readonly number[] } {
  let contenders = tie.tied;
  for (let index = earlierTallies.length - 1; index >= 0; index -= 1) {
    contenders = tiedForChoice(tie.purpose, contenders, earlierTallies[index] as ReadonlyMap<number, bigint>);
    const [only, ...others] = contenders;
    if (only !== undefined && others.length === 0) return { chosen: only, round: index + 1 };
  }
  return { stillTied: contenders };
}

/** The contenders with the fewest votes when one is to be eliminated; otherwise those with the most. */
export function tiedForChoice(
  purpose: TiePurpose,
  contenders: readonly number[],
  tally: ReadonlyMap<number, bigint>,
): number[] {
  const votes = contenders.map((candidate) => tally.get(candidate) ?? 0n);
  const best = votes.reduce((a, b) => ((purpose === 'eliminate' ? b < a : b > a) ? b : a));
  return contenders.filter((_, index) => votes[index] === best);
}

/**
 * Chooses by an order that was drawn beforehand. The earliest of the tied candidates is elected or transfers first; the
 * latest is eliminated. Undefined if the order leaves one of them out.
 */
export function byRank(tie: Tie, ranking: readonly number[]): number | undefined {
  const places = tie.tied.map((candidate) => ranking.indexOf(candidate));
  if (places.includes(-1)) return undefined;
  const place = tie.purpose === 'eliminate' ? Math.max(...places) : Math.min(...places);
  return ranking[place];
}

/** A tie-breaker for laws that draw a lot, either at once or after a comparison of earlier rounds. */
export function lotBreaker(
  rules: LotRules,
  candidates: readonly Candidate[],
  means: 'earlier-rounds' | 'lot',
): TieBreaker {
  const lots = decisionsOf(rules.lot, candidates);
  const order = indicesOf(rules.order, candidates);
  return (tie, earlierTallies) => {
    let among = tie.tied;
    if (means === 'earlier-rounds') {
      const comparison = byEarlierRounds(tie, earlierTallies);
      if ('chosen' in comparison) {
        return { chosen: comparison.chosen, method: { kind: 'earlier-round', round: comparison.round } };
      }
      among = comparison.stillTied;
    }
    const drawn = lots.next(among);
    if (drawn !== undefined) return { chosen: drawn, method: { kind: 'lot', among } };
    const chosen = byRank({ purpose: tie.purpose, tied: among }, order);
    return chosen === undefined ? { needsLot: among } : { chosen, method: { kind: 'order', among } };
  };
}

/** Choices that people made outside the count: lots, or decisions of an official. Each tie uses the next one. */
export interface Decisions {
  /** Returns the next choice and uses it up, if it is one of the tied candidates. Otherwise returns undefined. */
  next(tied: readonly number[]): number | undefined;
}

/** Creates the decisions from identifiers. Those of unknown candidates are left out. */
export function decisionsOf(ids: readonly string[], candidates: readonly Candidate[]): Decisions {
  const chosen = indicesOf(ids, candidates);
  let used = 0;
  return {
    next(tied) {
      const candidate = chosen[used];
      if (candidate === undefined || !tied.includes(candidate)) return undefined;
      used += 1;
      return candidate;
    },
  };
}

/**
 * A tie-breaker with a predetermined order: the earliest tied candidate is chosen, for election and elimination alike.
 * Candidates that the order leaves out follow in the order of the ballot.
 */
export function orderBreaker(order: readonly string[], candidates: readonly Candidate[]): TieBreaker {
  const complete = completeOrder(order, candidates);
  return (tie) => {
    const chosen = complete.find((candidate) => tie.tied.includes(candidate));
    return chosen === undefined
      ? { needsLot: tie.tied }
      : { chosen, method: orderMethod(order, tie.tied, candidates) };
  };
}

/** The method of a choice by an order: the order of the ballot, if the given order leaves out one of the tied. */
export function orderMethod(
  order: readonly string[],
  among: readonly number[],
  candidates: readonly Candidate[],
): ChosenBy {
  const drawn = among.every((candidate) => order.includes(candidates[candidate]?.id ?? ''));
  return { kind: drawn ? 'order' : 'ballot-order', among };
}
