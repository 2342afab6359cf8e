import { interpretBallots } from '../ballot-interpretation.ts';
import type { Contest } from '../contest.ts';
import type { CountOutcome } from '../count.ts';
import { finished, NEEDS_A_SEAT, stoppedAt, UNREADABLE } from '../count.ts';
import { powerOfTen } from '../decimal.ts';
import type { Draws } from '../draws.ts';
import { withDraws } from '../draws.ts';
import type { InterpretationRules, WigmPrfRules } from '../rule-set.ts';
import type { Tie } from '../tie-break.ts';
import { orderBreaker } from '../tie-break.ts';
import { extremes, GregoryCount } from './gregory.ts';

const DECIMALS = 4;
const ONE = powerOfTen(DECIMALS);

/** The rule does not mention invalid marks. Here, skipped ranks are ignored and an overvote ends the ballot. */
export const PRF_INTERPRETATION: InterpretationRules = {
  overvoteRule: 'exhaustImmediately',
  maxSkippedRanksAllowed: 'unlimited',
  maxRankingsAllowed: 'max',
  exhaustOnDuplicateCandidate: false,
};

/**
 * The PR Foundation's Reference WIGM Rule (https://prfound.org/resources/reference/reference-wigm-rule/). The comments
 * in the code refer to its steps. Every product and every quotient is cut to four decimals (D.4).
 */
export function countWigmPrf(contest: Contest, rules: WigmPrfRules, draws: Draws): CountOutcome {
  const { candidates, seats } = contest;
  if (seats < 1) return NEEDS_A_SEAT;
  const ballots = interpretBallots(contest, PRF_INTERPRETATION);
  if ('unreadableOvervote' in ballots) return UNREADABLE;
  const count = new GregoryCount(ballots, contest.candidates, DECIMALS);
  const breaker = withDraws(orderBreaker(rules.order, candidates), rules, draws, candidates);
  const pending = new Set<number>();
  // Step A.1: the quota is ballots / (seats + 1), plus 0.0001.
  const quota = (count.valid * ONE) / BigInt(seats + 1) + 1n;

  for (;;) {
    count.open(quota);
    // Step B.1: elect the candidates who reach the quota.
    for (const candidate of count.hopeful()) {
      if (count.votes(candidate) < quota) continue;
      pending.add(candidate);
      count.elect(candidate, 'reached-threshold');
    }
    if (complete()) return finish();
    // Step B.2: defeat sure losers, if the rules ask for it.
    const losers = rules.defeatSureLosers ? sureLosers(count, surplusOf(pending), seats) : [];
    if (losers.length > 0) {
      for (const loser of losers) count.exclude(loser, 'cannot-win');
      if (complete()) return finish();
      for (const loser of losers) count.transferVotes(loser);
      continue;
    }
    if (pending.size > 0) {
      // Step B.3: transfer the largest surplus.
      const highest = choose([...pending], 'transfer-first');
      if (typeof highest.candidate !== 'number') return stoppedAt(count.log, highest.tie);
      pending.delete(highest.candidate);
      count.transferSurplus(highest.candidate, quota, (value, surplus, votes) => {
        const product = (value * surplus) / ONE;
        return (product * ONE) / votes;
      });
      continue;
    }
    // Step B.4: defeat the candidate with the fewest votes.
    const lowest = choose(count.hopeful(), 'eliminate');
    if (typeof lowest.candidate !== 'number') return stoppedAt(count.log, lowest.tie);
    count.exclude(lowest.candidate, lowest.tie.tied.length > 1 ? 'lost-tie' : 'fewest-votes');
    if (complete()) return finish();
    count.transferVotes(lowest.candidate);
  }

  /** Step D.3: whether the count is complete. */
  function complete(): boolean {
    return count.elected.length >= seats || count.elected.length + count.hopeful().length <= seats;
  }

  /** Step C: ends the count. The remaining candidates take the remaining seats. */
  function finish(): CountOutcome {
    if (count.elected.length < seats) count.electAll();
    return finished(count.log, count.elected);
  }

  function surplusOf(candidates: Iterable<number>): bigint {
    return [...candidates].reduce((sum, candidate) => sum + count.votes(candidate) - quota, 0n);
  }

  /** Step D.1: chooses the candidate with the most or the fewest votes, and breaks a tie by the predetermined order. */
  function choose(
    among: readonly number[],
    purpose: Tie['purpose'],
  ): { candidate: number | undefined; tie: Tie } {
    const tied = extremes(among, (c) => count.votes(c), purpose === 'eliminate' ? 'fewest' : 'most');
    const tie: Tie = { purpose, tied };
    return { candidate: tied.length === 1 ? tied[0] : count.log.breakTie(tie, breaker), tie };
  }
}

/**
 * Step B.2: the largest set of the lowest candidates that leaves enough candidates for the seats, does not separate
 * equal candidates, and has fewer votes, together with all surpluses, than the next candidate.
 */
function sureLosers(count: GregoryCount, surplus: bigint, seats: number): readonly number[] {
  const hopeful = count.hopeful().sort((a, b) => (count.votes(a) < count.votes(b) ? -1 : 1));
  const spare = hopeful.length - (seats - count.elected.length);
  let losers: readonly number[] = [];
  let total = surplus;
  for (const [index, candidate] of hopeful.entries()) {
    total += count.votes(candidate);
    const next = hopeful[index + 1];
    if (next === undefined || index + 1 > spare) break;
    if (total < count.votes(next)) losers = hopeful.slice(0, index + 1);
  }
  return losers;
}
