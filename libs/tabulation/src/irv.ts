import { interpretBallots } from './ballot-interpretation.ts';
import type { Contest } from './contest.ts';
import type { CountOutcome } from './count.ts';
import { finished, rulesDoNotFit, stoppedAt, UNREADABLE } from './count.ts';
import type { Draws } from './draws.ts';
import { withDraws } from './draws.ts';
import { RctabPass } from './rctab/rctab-pass.ts';
import type { RoundPlan } from './rctab/rctab-plan.ts';
import type { IrvRules } from './rule-set.ts';
import { lotBreaker } from './tie-break.ts';

/**
 * Instant-runoff voting. A candidate with more than half of the active votes is elected. Until there is one, the
 * last candidate is eliminated, and each of that candidate's ballots goes to its next continuing candidate.
 */
export function countIrv(contest: Contest, rules: IrvRules, draws: Draws): CountOutcome {
  if (contest.seats !== 1) {
    return rulesDoNotFit(
      `irv pourvoit un seul siège, et non ${contest.seats}`,
      `instant-runoff fills one seat, not ${contest.seats}`,
    );
  }
  const ballots = interpretBallots(contest, rules);
  if ('unreadableOvervote' in ballots) {
    return UNREADABLE;
  }
  const plan: RoundPlan = {
    mode: 'singleWinnerMajority',
    seats: 1,
    usesSurpluses: false,
    scale: 0,
    thresholdScale: 0,
    quota: 'droop',
    percentage: { units: 0n, scale: 0 },
    firstRoundThreshold: rules.majorityOf === 'first-round',
    batchElimination: rules.batchElimination,
    cutoffElimination: false,
    continueUntilTwo: rules.continueUntilTwo,
    lastRound: Infinity,
  };
  const { candidates } = contest;
  const breaker = withDraws(lotBreaker(rules, candidates, rules.ties), rules, draws, candidates);
  const { log, winners, tie } = new RctabPass(ballots, contest.candidates, plan, breaker, 1).run();
  return tie === undefined ? finished(log, winners) : stoppedAt(log, tie);
}
