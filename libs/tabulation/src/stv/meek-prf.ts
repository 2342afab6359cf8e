import { interpretBallots } from '../ballot-interpretation.ts';
import type { Contest } from '../contest.ts';
import type { CountOutcome } from '../count.ts';
import { finished, NEEDS_A_SEAT, stoppedAt, UNREADABLE } from '../count.ts';
import { divideUp, powerOfTen } from '../decimal.ts';
import type { Draws } from '../draws.ts';
import { withDraws } from '../draws.ts';
import { RoundLog } from '../round-log.ts';
import type { MeekPrfRules } from '../rule-set.ts';
import type { Tie } from '../tie-break.ts';
import { orderBreaker } from '../tie-break.ts';
import { BallotTree } from './ballot-tree.ts';
import { PRF_INTERPRETATION } from './wigm-prf.ts';

const DECIMALS = 9;
const ONE = powerOfTen(DECIMALS);
/** 0.000001 votes: an iteration ends when the total surplus is below this. */
const OMEGA = powerOfTen(DECIMALS - 6);

interface Iteration {
  readonly votes: readonly bigint[];
  readonly quota: bigint;
  readonly surplus: bigint;
  readonly elected: readonly number[];
}

/**
 * The PR Foundation's Reference Meek Rule (https://prfound.org/resources/reference/reference-meek-rule/). The comments
 * in the code refer to its steps. It uses nine decimals and rounds up where the rule says so. A round ends when
 * somebody is elected or defeated, and shows the votes, the quota and the keep factors at that moment.
 */
export function countMeekPrf(contest: Contest, rules: MeekPrfRules, draws: Draws): CountOutcome {
  const { candidates, seats } = contest;
  if (seats < 1) return NEEDS_A_SEAT;
  const ballots = interpretBallots(contest, PRF_INTERPRETATION);
  if ('unreadableOvervote' in ballots) return UNREADABLE;
  const tree = new BallotTree(ballots, candidates);
  const log = new RoundLog(candidates, DECIMALS);
  const breaker = withDraws(orderBreaker(rules.order, candidates), rules, draws, candidates);
  // Step A: every candidate who is not excluded is hopeful, with the keep factor 1.
  const keep = candidates.map((candidate) => (candidate.excluded === true ? 0n : ONE));
  const elected: number[] = [];
  let hopeful = [...candidates.keys()].filter((candidate) => keep[candidate] !== 0n);
  const total = BigInt(ballots.total - ballots.blank) * ONE;
  log.exhaust('undervotes', BigInt(ballots.blank) * ONE);

  // Step B.1: the count ends when all seats are filled or no more candidates remain than seats.
  while (elected.length < seats && elected.length + hopeful.length > seats) {
    const iteration = iterate();
    show(iteration);
    if (iteration.elected.length > 0) {
      for (const candidate of iteration.elected) elect(candidate, 'reached-threshold');
      continue;
    }
    const tie = defeatLowest(iteration);
    if (tie !== undefined) return stoppedAt(log, tie);
  }
  // Step C: the remaining candidates take the remaining seats.
  if (log.number === 0) show(distribute());
  if (elected.length < seats)
    for (const candidate of [...hopeful]) elect(candidate, 'as-many-candidates-as-seats');
  return finished(log, elected);

  /** Step B.2: iterates until somebody is elected, or until the total surplus is below omega or no longer shrinks. */
  function iterate(): Iteration {
    let previous: bigint | undefined;
    for (;;) {
      const iteration = distribute();
      const { votes, quota, surplus } = iteration;
      // Step B.2.e: test whether the iteration ends.
      const stable = previous !== undefined && surplus >= previous;
      if (iteration.elected.length > 0 || surplus < OMEGA || stable) return iteration;
      previous = surplus;
      // Step B.2.f: update the keep factors of elected candidates.
      for (const candidate of elected) {
        const product = divideUp((keep[candidate] as bigint) * quota, ONE);
        keep[candidate] = divideUp(product * ONE, votes[candidate] as bigint);
      }
    }
  }

  /** Steps B.2.a to B.2.d: distributes the votes, computes the quota, and finds the candidates who reach it. */
  function distribute(): Iteration {
    const votes = tree.distribute(keep, ONE);
    const inPlay = [...hopeful, ...elected].reduce(
      (sum, candidate) => sum + (votes[candidate] as bigint),
      0n,
    );
    const quota = inPlay / BigInt(seats + 1) + 1n;
    const winners = hopeful.filter((candidate) => (votes[candidate] as bigint) >= quota);
    const above = [...elected, ...winners].reduce((sum, c) => sum + (votes[c] as bigint) - quota, 0n);
    return { votes, quota, surplus: above > 0n ? above : 0n, elected: winners };
  }

  /**
   * Step B.3: defeats the lowest candidate. Candidates whose votes exceed the lowest by no more than the total surplus
   * count as tied with it.
   */
  function defeatLowest({ votes, surplus }: Iteration): Tie | undefined {
    const votesOf = (candidate: number): bigint => votes[candidate] as bigint;
    const low = hopeful.map(votesOf).reduce((a, b) => (b < a ? b : a));
    const tied = hopeful.filter((candidate) => votesOf(candidate) <= low + surplus);
    const tie: Tie = { purpose: 'eliminate', tied };
    const loser = tied.length === 1 ? tied[0] : log.breakTie(tie, breaker);
    if (loser === undefined) return tie;
    keep[loser] = 0n;
    hopeful = hopeful.filter((candidate) => candidate !== loser);
    log.eliminate(loser, tied.length === 1 ? 'fewest-votes' : 'lost-tie');
    return undefined;
  }

  function elect(candidate: number, reason: 'reached-threshold' | 'as-many-candidates-as-seats'): void {
    elected.push(candidate);
    hopeful = hopeful.filter((other) => other !== candidate);
    log.elect(candidate, reason);
  }

  function show({ votes, quota }: Iteration): void {
    const shown = [...hopeful, ...elected].sort((a, b) => a - b);
    const tally = new Map(shown.map((candidate) => [candidate, votes[candidate] as bigint]));
    const counted = [...tally.values()].reduce((sum, count) => sum + count, 0n);
    log.inactive.exhaustedChoices = total - counted;
    log.open(tally, quota);
    log.keepFactors(new Map(shown.map((candidate) => [candidate, keep[candidate] as bigint])));
  }
}
