import { completeOrder } from '../candidate-list.ts';
import type { Candidate } from '../contest.ts';
import type { RctabRules } from '../rule-set.ts';
import type { Decisions, NeedsLot, Tie, TieBreaker, TieChoice } from '../tie-break.ts';
import { byRank, orderMethod, tiedForChoice } from '../tie-break.ts';
import { javaHashSetOrder } from './java-hash-order.ts';
import { JavaRandom, javaShuffle } from './java-random.ts';

const DEFAULT_SEED = '0';

/**
 * RCTab's way to break ties in one tabulation (one pass). Tied candidates are sorted by name before anything is drawn,
 * and after a comparison of earlier rounds they are in the order of a Java HashSet. The generator starts from the seed
 * in every pass. The decisions of an official, for the modes that ask, continue from pass to pass.
 */
export function rctabTieBreaker(
  rules: RctabRules,
  candidates: readonly Candidate[],
  decisions: Decisions,
): TieBreaker {
  const seed = rules.randomSeed ?? DEFAULT_SEED;
  const random = new JavaRandom(BigInt(seed));
  const ask = (among: readonly number[]): TieChoice | NeedsLot => {
    const chosen = decisions.next(among);
    return chosen === undefined ? { needsLot: among } : { chosen, method: { kind: 'decision', among } };
  };
  const draw = (among: readonly number[]): TieChoice => ({
    chosen: among[random.nextIndex(among.length)] as number,
    method: { kind: 'seeded-draw', seed, among },
  });
  const byName = nameOrder(candidates);
  const declared = candidates.flatMap((candidate, index) =>
    candidate.undeclaredWriteIns === true ? [] : [index],
  );

  switch (rules.tiebreakMode) {
    case 'stopCountingAndAsk':
      return (tie) => ask(byName(tie.tied));
    case 'random':
      return (tie) => draw(byName(tie.tied));
    case 'useCandidateOrder': {
      const order = completeOrder(rules.order, candidates).filter((candidate) =>
        declared.includes(candidate),
      );
      return (tie) => ranked(tie, order, orderMethod(rules.order, tie.tied, candidates));
    }
    case 'generatePermutation': {
      const permutation = javaShuffle(byName(declared), random);
      return (tie) => ranked(tie, permutation, { kind: 'seeded-order', seed, among: tie.tied });
    }
    case 'previousRoundCountsThenRandom':
      return previousRounds(candidates, byName, draw);
    case 'previousRoundCountsThenAsk':
      return previousRounds(candidates, byName, ask);
  }
}

function ranked(tie: Tie, ranking: readonly number[], method: TieChoice['method']): TieChoice | NeedsLot {
  // The line of undeclared write-ins is not in the list, and RCTab skips it.
  const listed = tie.tied.filter((candidate) => ranking.includes(candidate));
  const chosen = listed.length === 0 ? undefined : byRank({ purpose: tie.purpose, tied: listed }, ranking);
  return chosen === undefined ? { needsLot: tie.tied } : { chosen, method };
}

function previousRounds(
  candidates: readonly Candidate[],
  byName: (tied: readonly number[]) => number[],
  otherwise: (among: readonly number[]) => TieChoice | NeedsLot,
): TieBreaker {
  const inHashOrder = hashOrder(candidates);
  return (tie, earlierTallies) => {
    let contenders = byName(tie.tied);
    for (let index = earlierTallies.length - 1; index >= 0; index -= 1) {
      const tally = earlierTallies[index] as ReadonlyMap<number, bigint>;
      contenders = tiedForChoice(tie.purpose, inHashOrder(contenders), tally);
      const [only, ...others] = contenders;
      if (only !== undefined && others.length === 0) {
        return { chosen: only, method: { kind: 'earlier-round', round: index + 1 } };
      }
    }
    return otherwise(contenders);
  };
}

function nameOrder(candidates: readonly Candidate[]): (tied: readonly number[]) => number[] {
  const name = (index: number) => (candidates[index] as Candidate).name;
  return (tied) => [...tied].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}

/**
 * The order of tied candidates in a Java HashSet of their names. In RCTab, names are unique. Here, candidates with
 * the same name stay together, in the order of the contest.
 */
function hashOrder(candidates: readonly Candidate[]): (tied: readonly number[]) => number[] {
  const name = (index: number) => (candidates[index] as Candidate).name;
  return (tied) =>
    javaHashSetOrder(tied.map(name)).flatMap((shared) => tied.filter((index) => name(index) === shared));
}
