import type { Contest } from './contest.ts';
import { isPacked } from './contest.ts';
import { refuseContest, refuseRule } from './contest-check.ts';
import type { CountOutcome } from './count.ts';
import { strangerInRules } from './count.ts';
import type { Draws } from './draws.ts';
import { BY_THE_RULES } from './draws.ts';
import { countPlurality, countReferendum } from './first-choices.ts';
import { countIrv } from './irv.ts';
import { unknownCandidateIn } from './lots.ts';
import { countRctab } from './rctab/rctab.ts';
import type { TabulationResult } from './result.ts';
import type { RuleSet } from './rule-set.ts';
import { formatRuleSet } from './rule-set-text.ts';
import { countMeekPrf } from './stv/meek-prf.ts';
import { countScottishStv } from './stv/scottish-stv.ts';
import { countWigmPrf } from './stv/wigm-prf.ts';

/**
 * Counts a contest under a rule set. The count is pure and exact: the same multiset of ballots gives the same result,
 * whatever their order and grouping (P8). Votes in the result are decimal texts.
 *
 * A tie that needs a lot which the rules do not contain ends the count with the status `awaits-lot`. A contest or
 * options that cannot be counted give the status `refused`. The function never throws.
 *
 * @param draws the lots on record, which decide the ties that they were drawn for; by default there are none, and the
 *   rule set breaks every tie as it says
 */
export function tabulate(contest: Contest, rules: RuleSet, draws: Draws = BY_THE_RULES): TabulationResult {
  const refusal = refuseContest(contest) ?? refuseRule(contest, rules.rule);
  if (refusal !== undefined) return { status: 'refused', ...refusal };
  const unknown = unknownCandidateIn(rules, contest.candidates);
  const outcome = unknown === undefined ? count(contest, rules, draws) : strangerInRules(unknown);
  if ('reason' in outcome) return { status: 'refused', ...outcome };
  const common = {
    rules: formatRuleSet(rules),
    seats: rules.rule === 'rctab' ? (rules.numberOfWinners ?? contest.seats) : contest.seats,
    ballots: ballotsOf(contest).toString(),
    rounds: outcome.rounds,
  };
  if (outcome.stopped !== undefined) return { status: 'awaits-lot', ...common, ...outcome.stopped };
  const referendum = outcome.referendum === undefined ? {} : { referendum: outcome.referendum };
  return { status: 'complete', ...common, winners: outcome.winners, ...referendum };
}

function count(contest: Contest, rules: RuleSet, draws: Draws): CountOutcome {
  switch (rules.rule) {
    case 'plurality':
      return countPlurality(contest, rules, draws);
    case 'referendum':
      return countReferendum(contest, rules);
    case 'irv':
      return countIrv(contest, rules, draws);
    case 'rctab':
      return countRctab(contest, rules, draws);
    case 'scottish-stv-2011':
      return countScottishStv(contest, rules, draws);
    case 'wigm-prf':
      return countWigmPrf(contest, rules, draws);
    case 'meek-prf':
      return countMeekPrf(contest, rules, draws);
  }
}

/** The number of ballots of a contest, including blank ones. */
export function ballotsOf({ ballots }: Contest): number {
  if (!isPacked(ballots)) return ballots.reduce((sum, group) => sum + group.count, 0);
  if (ballots.counts === undefined) return ballots.offsets.length - 1;
  let sum = 0;
  for (const groupCount of ballots.counts) sum += groupCount;
  return sum;
}
