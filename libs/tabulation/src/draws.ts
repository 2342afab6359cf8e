import type { Candidate } from './contest.ts';
import type { TiePurpose } from './result.ts';
import type { RuleSet } from './rule-set.ts';
import type { ChosenBy, TieBreaker } from './tie-break.ts';

/** A lot that was drawn for one tie. Candidates are identifiers. */
export interface DrawnLot {
  readonly purpose: TiePurpose;
  /** Everybody between whom the lot was drawn, in any order. */
  readonly tied: readonly string[];
  /** Whom the lot fell on: this candidate is elected, is eliminated, or transfers first. */
  readonly chosen: string;
}

/** The lots that are on record for a contest, and which ties may be broken although nobody drew anything. */
export interface Draws {
  readonly lots: readonly DrawnLot[];
  /** Whether the order of the ballot may break a tie. If not, the count asks for a lot. */
  readonly allowsBallotOrder: boolean;
  /** Whether a draw from the seed that is used when none is given may break a tie. If not, the count asks for a lot. */
  readonly allowsDefaultSeed: boolean;
}

/** A count by a rule set alone, which breaks every tie as the rule set says. */
export const BY_THE_RULES: Draws = { lots: [], allowsBallotOrder: true, allowsDefaultSeed: true };

/**
 * A tie-breaker that asks for a lot where `breaker` does, and where it would break a tie that nobody drew for and the
 * draws do not allow that. A lot for exactly this tie decides it: the same candidates for the same purpose.
 */
export function withDraws(
  breaker: TieBreaker,
  rules: RuleSet,
  draws: Draws,
  candidates: readonly Candidate[],
): TieBreaker {
  return (tie, earlierTallies) => {
    const choice = breaker(tie, earlierTallies);
    const among = 'needsLot' in choice ? choice.needsLot : undrawn(choice.method, rules, draws);
    if (among === undefined) return choice;
    const lot = draws.lots.find(
      ({ purpose, tied }) => purpose === tie.purpose && isSameSet(tied, idsOf(among, candidates)),
    );
    const chosen = among.find((candidate) => candidates[candidate]?.id === lot?.chosen);
    return chosen === undefined ? { needsLot: among } : { chosen, method: { kind: 'lot', among } };
  };
}

/** The tied candidates if a tie was broken without a draw and this is not allowed. */
function undrawn(method: ChosenBy, rules: RuleSet, draws: Draws): readonly number[] | undefined {
  if (method.kind === 'ballot-order') return draws.allowsBallotOrder ? undefined : method.among;
  if (method.kind !== 'seeded-draw' && method.kind !== 'seeded-order') return undefined;
  const isDefaultSeed = rules.rule === 'rctab' && rules.randomSeed === undefined;
  return isDefaultSeed && !draws.allowsDefaultSeed ? method.among : undefined;
}

function idsOf(indices: readonly number[], candidates: readonly Candidate[]): readonly string[] {
  return indices.flatMap((index) => candidates[index]?.id ?? []);
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const ids = new Set(some);
  return ids.size === others.length && others.every((id) => ids.has(id));
}
