import { refuseContest, refuseRule } from './contest-check.ts';
import { isPacked } from './contest.ts';
import type { Contest } from './contest.ts';
import { misfit } from './count.ts';
import type { CountOutcome } from './count.ts';
import { countPlurality, countReferendum } from './first-choices.ts';
import { countIrv } from './irv.ts';
import { strangerIn } from './lots.ts';
import { countRctab } from './rctab/rctab.ts';
import type { TabulationResult } from './result.ts';
import { formatRuleSet } from './rule-set-text.ts';
import type { RuleSet } from './rule-set.ts';
import { countMeekPrf } from './stv/meek-prf.ts';
import { countScottishStv } from './stv/scottish-stv.ts';
import { countWigmPrf } from './stv/wigm-prf.ts';

/**
 * Counts a contest under a rule set. Pure and exact: the same multiset of ballots gives the same result,
 * in whatever order and however grouped the ballots come (P8). Votes in the result are decimal texts.
 *
 * A tie that the rules leave to a lot which they do not carry ends in `awaits-lot`; a contest or options
 * that cannot be counted end in `refused`. Nothing is thrown.
 */
export function tabulate(contest: Contest, rules: RuleSet): TabulationResult {
  const refusal = refuseContest(contest) ?? refuseRule(contest, rules.rule);
  if (refusal !== undefined) return { status: 'refused', ...refusal };
  const stranger = strangerIn(rules, contest.candidates);
  const outcome =
    stranger === undefined
      ? count(contest, rules)
      : misfit(`the lots, order or decisions name ${stranger}, who is no candidate`);
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

function count(contest: Contest, rules: RuleSet): CountOutcome {
  switch (rules.rule) {
    case 'plurality':
      return countPlurality(contest, rules);
    case 'referendum':
      return countReferendum(contest, rules);
    case 'irv':
      return countIrv(contest, rules);
    case 'rctab':
      return countRctab(contest, rules);
    case 'scottish-stv-2011':
      return countScottishStv(contest, rules);
    case 'wigm-prf':
      return countWigmPrf(contest, rules);
    case 'meek-prf':
      return countMeekPrf(contest, rules);
  }
}

function ballotsOf({ ballots }: Contest): number {
  if (!isPacked(ballots)) return ballots.reduce((sum, group) => sum + group.count, 0);
  if (ballots.counts === undefined) return ballots.offsets.length - 1;
  let sum = 0;
  for (const groupCount of ballots.counts) sum += groupCount;
  return sum;
}
