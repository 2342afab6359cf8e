import { interpretBallots } from './ballot-interpretation.ts';
import type { Contest } from './contest.ts';
import type { CountOutcome } from './count.ts';
import { finished, NEEDS_A_SEAT, rulesDoNotFit, stoppedAt, UNREADABLE } from './count.ts';
import type { Draws } from './draws.ts';
import { withDraws } from './draws.ts';
import { Piles } from './piles.ts';
import { quorumInBallots } from './referendum-rules.ts';
import type { ReferendumOutcome } from './result.ts';
import { RoundLog } from './round-log.ts';
import type { InterpretationRules, PluralityRules, ReferendumRules } from './rule-set.ts';
import { fractionOf, partOf } from './share.ts';
import { extremes } from './stv/gregory.ts';
import { lotBreaker } from './tie-break.ts';

const FIRST_CHOICE: InterpretationRules = {
  overvoteRule: 'exhaustImmediately',
  maxSkippedRanksAllowed: 'unlimited',
  maxRankingsAllowed: 'max',
  exhaustOnDuplicateCandidate: false,
};

interface FirstChoices {
  readonly log: RoundLog;
  readonly tally: ReadonlyMap<number, bigint>;
  readonly cast: bigint;
}

/** The first choice of each ballot among the candidates who stand; undefined if an overvote cannot be read. */
export function firstChoices(contest: Contest): FirstChoices | undefined {
  const ballots = interpretBallots(contest, FIRST_CHOICE);
  if ('unreadableOvervote' in ballots) return undefined;
  const { candidates } = contest;
  const standing = Uint8Array.from(candidates, (candidate) => (candidate.excluded === true ? 0 : 1));
  const dealt = new Piles(ballots, candidates.length).dealAll(1n, standing);
  const log = new RoundLog(candidates, 0);
  log.exhaust('undervotes', BigInt(ballots.blank));
  log.ended(dealt.ended, 1n);
  const tally = new Map(
    [...standing.keys()]
      .filter((candidate) => standing[candidate] === 1)
      .map((candidate) => [candidate, BigInt(dealt.received[candidate]?.ballots ?? 0)]),
  );
  return { log, tally, cast: BigInt(ballots.total) };
}

/** Plurality: the first choice of each ballot counts, and the candidates with the most votes take the seats. */
export function countPlurality(contest: Contest, rules: PluralityRules, draws: Draws): CountOutcome {
  if (contest.seats < 1) return NEEDS_A_SEAT;
  const counted = firstChoices(contest);
  if (counted === undefined) return UNREADABLE;
  const { log, tally } = counted;
  const breaker = withDraws(lotBreaker(rules, contest.candidates, 'lot'), rules, draws, contest.candidates);
  log.open(tally);
  const winners: number[] = [];
  let remaining = [...tally.keys()];
  while (winners.length < contest.seats && remaining.length > 0) {
    const tied = extremes(remaining, (candidate) => tally.get(candidate) ?? 0n, 'most');
    const allFit = tied.length <= contest.seats - winners.length;
    const tie = { purpose: 'elect', tied } as const;
    const chosen = allFit ? undefined : log.breakTie(tie, breaker);
    if (!allFit && chosen === undefined) return stoppedAt(log, tie);
    for (const candidate of chosen === undefined ? tied : [chosen]) {
      winners.push(candidate);
      log.elect(candidate, chosen === undefined ? 'most-votes' : 'won-tie');
    }
    remaining = remaining.filter((candidate) => !winners.includes(candidate));
  }
  return finished(log, winners);
}

/**
 * A referendum. The proposal is adopted when its votes are more than (or at least) the given share of the base, and
 * enough electors voted. Shares are compared exactly. Without a vote for it, the proposal is never adopted.
 */
export function countReferendum(contest: Contest, rules: ReferendumRules): CountOutcome {
  const hasQuorum = fractionOf(rules.quorum).numerator > 0n;
  if (rules.electors === undefined && (hasQuorum || rules.base === 'electors')) {
    return rulesDoNotFit('il faut le nombre de personnes inscrites', 'the number of electors is needed');
  }
  const proposal = contest.candidates.findIndex(
    ({ id, excluded }) => id === rules.proposal && excluded !== true,
  );
  if (proposal === -1) {
    return rulesDoNotFit(
      `la proposition ${rules.proposal} n’est pas une candidature`,
      `the proposal ${rules.proposal} is not a candidate`,
    );
  }
  const counted = firstChoices(contest);
  if (counted === undefined) return UNREADABLE;
  const { log, tally, cast } = counted;
  const electors = BigInt(rules.electors ?? 0);
  const valid = [...tally.values()].reduce((sum, votes) => sum + votes, 0n);
  const base = { valid, cast, electors }[rules.base];
  const part = partOf(base, rules.threshold);
  const atLeast = part.up > 0n ? part.up : 1n;
  const required = rules.comparison === 'at-least' ? atLeast : part.down + 1n;
  const quorumVotes = quorumInBallots(rules);
  const yes = tally.get(proposal) ?? 0n;
  log.open(tally, required);
  const verdict: ReferendumOutcome['verdict'] =
    cast < quorumVotes
      ? 'quorum-not-met'
      : yes >= required
        ? 'adopted'
        : isEven(rules, yes, base)
          ? 'tied'
          : 'rejected';
  if (verdict === 'adopted') log.elect(proposal, 'reached-threshold');
  return {
    ...finished(log, verdict === 'adopted' ? [proposal] : []),
    referendum: {
      verdict,
      required: required.toString(),
      ...(quorumVotes > 0n ? { quorum: quorumVotes.toString() } : {}),
    },
  };
}

/** Whether exactly half voted for the proposal under a rule that asks for more than half. */
function isEven(rules: ReferendumRules, yes: bigint, base: bigint): boolean {
  return rules.comparison === 'more-than' && rules.threshold === '50%' && base > 0n && yes * 2n === base;
}
