import { interpretBallots } from '../ballot-interpretation.ts';
import type { Contest } from '../contest.ts';
import type { CountOutcome } from '../count.ts';
import { finished, NEEDS_A_SEAT, stoppedAt, UNREADABLE } from '../count.ts';
import { powerOfTen } from '../decimal.ts';
import type { Draws } from '../draws.ts';
import { withDraws } from '../draws.ts';
import type { InterpretationRules, ScottishStvRules } from '../rule-set.ts';
import type { Tie } from '../tie-break.ts';
import { lotBreaker } from '../tie-break.ts';
import { extremes, GregoryCount } from './gregory.ts';

const DECIMALS = 5;

/**
 * A ballot paper is transferable as long as its numbers are consecutive and each is beside one candidate who has no
 * other number. What follows is not transferable. A paper without a clear first preference is not valid.
 */
const INTERPRETATION: InterpretationRules = {
  overvoteRule: 'exhaustImmediately',
  maxSkippedRanksAllowed: 0,
  maxRankingsAllowed: 'max',
  exhaustOnDuplicateCandidate: true,
};

/**
 * Scottish STV: rules 46 to 53 of the Scottish Local Government Elections Rules (Schedule 1 of the Scottish Local
 * Government Elections Order 2011, SSI 2011/399). The comments in the code give the numbers of the rules. A round is a
 * stage: it shows the votes at the end of the stage, and the transfer that leads to the next.
 */
export function countScottishStv(contest: Contest, rules: ScottishStvRules, draws: Draws): CountOutcome {
  if (contest.seats < 1) return NEEDS_A_SEAT;
  const ballots = interpretBallots(contest, INTERPRETATION);
  if ('unreadableOvervote' in ballots) return UNREADABLE;
  const count = new GregoryCount(ballots, contest.candidates, DECIMALS);
  const { candidates } = contest;
  const breaker = withDraws(lotBreaker(rules, candidates, 'earlier-rounds'), rules, draws, candidates);
  // Rule 47: votes / (seats + 1), decimals ignored, plus one.
  const quota = (count.valid / BigInt(contest.seats + 1) + 1n) * powerOfTen(DECIMALS);
  const surpluses = new Set<number>();

  for (;;) {
    count.open(quota);
    for (const candidate of byVotes(count)) {
      // Rule 48: a candidate with the quota or more is deemed elected. Rule 49: only what exceeds the quota is
      // transferred.
      if (count.votes(candidate) < quota) continue;
      if (count.votes(candidate) > quota) surpluses.add(candidate);
      count.elect(candidate, 'reached-threshold');
    }
    // Rule 53: if no more candidates continue than there are vacancies, all are elected and no transfer is made.
    const vacancies = contest.seats - count.elected.length;
    if (count.hopeful().length <= vacancies) count.electAll();
    if (count.elected.length >= contest.seats || count.hopeful().length === 0) {
      return finished(count.log, count.elected);
    }
    const tie = surpluses.size > 0 ? transferLargest() : excludeLowest();
    if (tie !== undefined) return stoppedAt(count.log, tie);
  }

  /**
   * Rules 49 and 50: the largest surplus is transferred first. Earlier stages decide between equal ones, then a lot.
   */
  function transferLargest(): Tie | undefined {
    const chosen = choose([...surpluses], 'transfer-first');
    if (typeof chosen !== 'number') return chosen;
    surpluses.delete(chosen);
    // Rule 49(3): the surplus times the value, divided by the candidate's votes, cut to five decimals.
    count.transferSurplus(chosen, quota, (value, surplus, votes) => (surplus * value) / votes);
    return undefined;
  }

  /** Rules 51 and 52: the lowest candidate is excluded. Earlier stages decide between equal ones, then a lot. */
  function excludeLowest(): Tie | undefined {
    const lowest = extremes(count.hopeful(), (c) => count.votes(c), 'fewest');
    const chosen = choose(count.hopeful(), 'eliminate');
    if (typeof chosen !== 'number') return chosen;
    count.exclude(chosen, lowest.length > 1 ? 'lost-tie' : 'fewest-votes');
    count.transferVotes(chosen);
    return undefined;
  }

  function choose(among: readonly number[], purpose: Tie['purpose']): number | Tie {
    const tied = extremes(among, (c) => count.votes(c), purpose === 'eliminate' ? 'fewest' : 'most');
    const [only, ...others] = tied;
    if (only !== undefined && others.length === 0) return only;
    const tie: Tie = { purpose, tied };
    return count.log.breakTie(tie, breaker) ?? tie;
  }
}

function byVotes(count: GregoryCount): number[] {
  return count.hopeful().sort((a, b) => {
    const difference = count.votes(b) - count.votes(a);
    return difference < 0n ? -1 : difference > 0n ? 1 : a - b;
  });
}
