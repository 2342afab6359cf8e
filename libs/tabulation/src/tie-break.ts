import { indicesOf } from './candidate-list.ts';
import type { Candidate } from './contest.ts';
import type { TieMethod, TiePurpose } from './result.ts';
import type { LotRules } from './rule-set.ts';

/** Candidates (by index) with equal votes, of whom one must be chosen. */
export interface Tie {
  readonly purpose: TiePurpose;
  readonly tied: readonly number[];
}

/** Methods name candidates by index here; the result names them by identifier. */
export type ChosenBy = TieMethod extends infer M
  ? M extends { readonly among: readonly string[] }
    ? Omit<M, 'among'> & { readonly among: readonly number[] }
    : M
  : never;

export interface TieChoice {
  readonly chosen: number;
  readonly method: ChosenBy;
}

/** Undefined: the rules leave the tie to a lot that was not given. */
export type TieBreaker = (
  tie: Tie,
  earlierTallies: readonly ReadonlyMap<number, bigint>[],
) => TieChoice | undefined;

/**
 * The first means of many laws: the most recent earlier round that does not find them all equal. Those
 * at the wanted end go on to the round before, the others are out of it.
 *
 * @returns the one chosen with the round that did it, or those whom every round left equal.
 */
export function byEarlierRounds(
  tie: Tie,
  earlierTallies: readonly ReadonlyMap<number, bigint>[],
): { readonly chosen: number; readonly round: number } | { readonly stillTied: readonly number[] } {
  let contenders = tie.tied;
  for (let index = earlierTallies.length - 1; index >= 0; index -= 1) {
    contenders = atWantedEnd(tie.purpose, contenders, earlierTallies[index] as ReadonlyMap<number, bigint>);
    const [only, ...others] = contenders;
    if (only !== undefined && others.length === 0) return { chosen: only, round: index + 1 };
  }
  return { stillTied: contenders };
}

/** Those with the fewest votes when one is to be eliminated, else those with the most. */
export function atWantedEnd(
  purpose: TiePurpose,
  contenders: readonly number[],
  tally: ReadonlyMap<number, bigint>,
): number[] {
  const votes = contenders.map((candidate) => tally.get(candidate) ?? 0n);
  const wanted = votes.reduce((a, b) => ((purpose === 'eliminate' ? b < a : b > a) ? b : a));
  return contenders.filter((_, index) => votes[index] === wanted);
}

/** Chooses by a list drawn beforehand: the earliest in it is elected or goes first, the latest is eliminated. */
export function byRank(tie: Tie, ranking: readonly number[]): number | undefined {
  const places = tie.tied.map((candidate) => ranking.indexOf(candidate));
  if (places.includes(-1)) return undefined;
  const place = tie.purpose === 'eliminate' ? Math.max(...places) : Math.min(...places);
  return ranking[place];
}

/** A tie-breaker of laws that look at earlier rounds, or not, and then draw a lot. */
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
      const found = byEarlierRounds(tie, earlierTallies);
      if ('chosen' in found) {
        return { chosen: found.chosen, method: { kind: 'earlier-round', round: found.round } };
      }
      among = found.stillTied;
    }
    const drawn = lots.next(among);
    if (drawn !== undefined) return { chosen: drawn, method: { kind: 'lot', among } };
    const chosen = byRank({ purpose: tie.purpose, tied: among }, order);
    return chosen === undefined ? undefined : { chosen, method: { kind: 'order', among } };
  };
}

/** Choices made outside the count, used up in the order of the ties. */
export interface Decisions {
  /** The next choice, if it is one of the tied. */
  next(tied: readonly number[]): number | undefined;
}

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

/** A tie-breaker of rules with a predetermined order in which whoever is earliest is chosen, for good or ill. */
export function orderBreaker(order: readonly number[]): TieBreaker {
  return (tie) => {
    const chosen = order.find((candidate) => tie.tied.includes(candidate));
    return chosen === undefined ? undefined : { chosen, method: { kind: 'order', among: tie.tied } };
  };
}
