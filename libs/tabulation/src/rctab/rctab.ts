import { interpretBallots } from '../ballot-interpretation.ts';
import type { Contest } from '../contest.ts';
import type { CountOutcome } from '../count.ts';
import { rulesDoNotFit, stoppedAt, UNREADABLE } from '../count.ts';
import type { Draws } from '../draws.ts';
import { withDraws } from '../draws.ts';
import type { Round } from '../result.ts';
import type { RctabRules } from '../rule-set.ts';
import { decisionsOf } from '../tie-break.ts';
import { RctabPass } from './rctab-pass.ts';
import { planRctab } from './rctab-plan.ts';
import { rctabTieBreaker } from './rctab-ties.ts';

/**
 * Counts as RCTab 2.0.1 does (https://github.com/BrightSpots/rcv), with all of its options. Multi-pass IRV is one
 * single-winner pass for each seat, and the winner of a pass is left out of the later ones.
 */
export function countRctab(contest: Contest, rules: RctabRules, draws: Draws): CountOutcome {
  const seats = rules.numberOfWinners ?? contest.seats;
  const multiPass = rules.winnerElectionMode === 'multiPassIrv';
  const plan = planRctab(rules, multiPass ? 1 : seats);
  if (plan === undefined)
    return rulesDoNotFit(
      `${rules.winnerElectionMode} avec ${seats} sièges`,
      `${rules.winnerElectionMode} with ${seats} seats`,
    );
  const decisions = decisionsOf(rules.decisions, contest.candidates);
  const rounds: Round[] = [];
  const winners: string[] = [];
  const passes = multiPass ? seats : 1;
  let candidates = contest.candidates;
  for (let pass = 1; pass <= passes; pass += 1) {
    const ballots = interpretBallots({ ...contest, candidates }, rules);
    if ('unreadableOvervote' in ballots) {
      return UNREADABLE;
    }
    const breaker = withDraws(rctabTieBreaker(rules, candidates, decisions), rules, draws, candidates);
    const outcome = new RctabPass(ballots, candidates, plan, breaker, pass).run();
    if (outcome.tie !== undefined) {
      const stopped = stoppedAt(outcome.log, outcome.tie);
      return { ...stopped, rounds: [...rounds, ...stopped.rounds], winners };
    }
    rounds.push(...outcome.log.toRounds());
    winners.push(...outcome.winners.map((winner) => outcome.log.id(winner)));
    if (multiPass && outcome.winners.length !== 1) break;
    candidates = candidates.map((candidate, index) =>
      outcome.winners.includes(index) ? { ...candidate, excluded: true } : candidate,
    );
  }
  return { rounds, winners };
}
