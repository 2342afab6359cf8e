import { interpretBallots } from '../ballot-interpretation.ts';
import type { Contest } from '../contest.ts';
import { finished, misfit, stoppedAt } from '../count.ts';
import type { CountOutcome } from '../count.ts';
import { powerOfTen } from '../decimal.ts';
import type { InterpretationRules, ScottishStvRules } from '../rule-set.ts';
import { lotBreaker } from '../tie-break.ts';
import type { Tie } from '../tie-break.ts';
import { extremes, GregoryCount } from './gregory.ts';

const DECIMALS = 5;

/**
 * A paper goes on as long as its numbers follow each other and name one candidate each who was not
 * named before; what comes after is not transferable. Without a clear first preference it is not valid.
 */
const READING: InterpretationRules = {
  overvoteRule: 'exhaustImmediately',
  maxSkippedRanksAllowed: 0,
  maxRankingsAllowed: 'max',
  exhaustOnDuplicateCandidate: true,
};

/**
 * Scottish STV: rules 46 to 53 of the Scottish Local Government Elections Rules (Schedule 1 of the
 * Scottish Local Government Elections Order 2011, SSI 2011/399), whose numbers the comments give. A round is a stage: the votes at its end, and what is then done to reach the next.
 */
export function countScottishStv(contest: Contest, rules: ScottishStvRules): CountOutcome {
  if (contest.seats < 1) return misfit('at least one seat is wanted');
  const ballots = interpretBallots(contest, READING);
  if ('unreadableOvervote' in ballots) return misfit('unreadable overvote');
  const count = new GregoryCount(ballots, contest.candidates, DECIMALS);
  const breaker = lotBreaker(rules, contest.candidates, 'earlier-rounds');
  // Rule 47: votes / (seats + 1), decimals ignored, plus one.
  const quota = (count.valid / BigInt(contest.seats + 1) + 1n) * powerOfTen(DECIMALS);
  const surpluses = new Set<number>();

  for (;;) {
    count.open(quota);
    for (const candidate of byVotes(count)) {
      // Rule 48: deemed elected with the quota or more; only what exceeds it is transferred (rule 49).
      if (count.votes(candidate) < quota) continue;
      if (count.votes(candidate) > quota) surpluses.add(candidate);
      count.elect(candidate, 'reached-threshold');
    }
    // Rule 53: as many continuing candidates as vacancies: all are elected, and no transfer is made.
    const vacancies = contest.seats - count.elected.length;
    if (count.hopeful().length <= vacancies) count.electAll();
    if (count.elected.length >= contest.seats || count.hopeful().length === 0) {
      return finished(count.log, count.elected);
    }
    const tie = surpluses.size > 0 ? transferLargest() : excludeLowest();
    if (tie !== undefined) return stoppedAt(count.log, tie);
  }

  /** Rules 49 and 50: the highest surplus first; equal surpluses by earlier stages, then by lot. */
  function transferLargest(): Tie | undefined {
    const chosen = choose([...surpluses], 'transfer-first');
    if (typeof chosen !== 'number') return chosen;
    surpluses.delete(chosen);
    // Rule 49(3): surplus times value, divided by the candidate's votes, to five decimals.
    count.passOnSurplus(chosen, quota, (value, surplus, votes) => (surplus * value) / votes);
    return undefined;
  }

  /** Rules 51 and 52: the lowest candidate; equals by earlier stages, then by lot. */
  function excludeLowest(): Tie | undefined {
    const lowest = extremes(count.hopeful(), (c) => count.votes(c), 'fewest');
    const chosen = choose(count.hopeful(), 'eliminate');
    if (typeof chosen !== 'number') return chosen;
    count.exclude(chosen, lowest.length > 1 ? 'lost-tie' : 'fewest-votes');
    count.passOn(chosen);
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
