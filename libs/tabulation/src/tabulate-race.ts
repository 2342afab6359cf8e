import type { Candidate, Contest } from './contest.ts';
import { refuseContest } from './contest-check.ts';
import { strangerInRules, UNREADABLE } from './count.ts';
import type { Draws } from './draws.ts';
import { firstChoices } from './first-choices.ts';
import { unknownCandidateIn } from './lots.ts';
import type { TabulationComplete, TabulationResult, Vacancy } from './result.ts';
import { RoundLog } from './round-log.ts';
import type { RuleSet } from './rule-set.ts';
import { formatRuleSet } from './rule-set-text.ts';
import { ballotsOf, tabulate } from './tabulate.ts';

/**
 * What happens in a race in which no more candidates stand than there are seats.
 *
 * - `acclaim`: they are elected without a vote. Sources: Canada Elections Act, s. 63 to 65; Act respecting elections and
 *   referendums in municipalities (Québec), s. 168; Municipal Elections Act, 1996 (Ontario), s. 37.
 * - `vote`: they need votes, as in the elections of France, where a vote is held with a single candidate. Somebody whom
 *   no ballot names is not elected.
 */
export const UNCONTESTED_RULES = ['acclaim', 'vote'] as const;
export type UncontestedRule = (typeof UNCONTESTED_RULES)[number];

/**
 * Counts a race as an election office must: also a race that needs no count or cannot have one. Where more candidates
 * stand than there are seats and somebody has voted for one of them, this is {@link tabulate}. Otherwise the result is
 * complete too, and one round says why: nobody stands, those who stand are elected by the rule for uncontested races, or
 * no ballot names anybody, so that nobody is elected and no lot is drawn among people without votes.
 */
export function tabulateRace(
  contest: Contest,
  rules: RuleSet,
  uncontested: UncontestedRule,
  draws?: Draws,
): TabulationResult {
  const standing = contest.candidates.filter(({ excluded }) => excluded !== true);
  const isContested = standing.length > contest.seats;
  if (rules.rule === 'referendum' || (isContested && hasVotes(contest)))
    return tabulate(contest, rules, draws);
  const refusal = refuseContest(contest);
  if (refusal !== undefined && refusal.reason !== 'no-candidates') return { status: 'refused', ...refusal };
  const unknown = unknownCandidateIn(rules, contest.candidates);
  if (unknown !== undefined) return { status: 'refused', ...strangerInRules(unknown) };
  const votes = votesIn(contest);
  if (votes === undefined) return { status: 'refused', ...UNREADABLE };
  const acclaimed = !isContested && uncontested === 'acclaim' ? standing : [];
  const voted = isContested || uncontested === 'acclaim' ? [] : standing.filter(votes.areNamed);
  return completed(contest, rules, votes.log, { acclaimed, voted, standing });
}

interface Elected {
  readonly acclaimed: readonly Candidate[];
  readonly voted: readonly Candidate[];
  readonly standing: readonly Candidate[];
}

function completed(
  contest: Contest,
  rules: RuleSet,
  log: RoundLog,
  { acclaimed, voted, standing }: Elected,
): TabulationComplete {
  const winners = [...acclaimed, ...voted];
  for (const candidate of winners) {
    const reason = acclaimed.includes(candidate) ? 'acclaimed' : 'as-many-candidates-as-seats';
    log.elect(contest.candidates.indexOf(candidate), reason);
  }
  const [round] = log.toRounds();
  const seats = contest.seats - winners.length;
  const vacancy: Vacancy = { seats, reason: vacancyReason(winners.length, standing.length) };
  return {
    status: 'complete',
    rules: formatRuleSet(rules),
    seats: contest.seats,
    ballots: ballotsOf(contest).toString(),
    winners: winners.map(({ id }) => id),
    rounds: round === undefined ? [] : [seats > 0 ? { ...round, vacancy } : round],
    ...(acclaimed.length === 0 ? {} : { acclaimed: acclaimed.map(({ id }) => id) }),
  };
}

function vacancyReason(winners: number, standing: number): Vacancy['reason'] {
  if (standing === 0) return 'no-candidates';
  if (winners === standing) return 'too-few-candidates';
  return winners === 0 ? 'no-ballots' : 'no-votes';
}

interface Votes {
  /** With its first round open, which has the first choices. */
  readonly log: RoundLog;
  readonly areNamed: (candidate: Candidate) => boolean;
}

function votesIn(contest: Contest): Votes | undefined {
  if (contest.candidates.length === 0) {
    const log = new RoundLog(contest.candidates, 0);
    log.open(new Map());
    return { log, areNamed: () => false };
  }
  const counted = firstChoices(contest);
  if (counted === undefined) return undefined;
  counted.log.open(counted.tally);
  // With as many seats as candidates, each ballot helps the candidates after the first one as well.
  const named = namedIn(contest);
  return { log: counted.log, areNamed: ({ id }) => named.has(id) };
}

function hasVotes(contest: Contest): boolean {
  const named = namedIn(contest);
  return contest.candidates.some(({ id, excluded }) => excluded !== true && named.has(id));
}

/** The candidates whom at least one ballot names, at any rank. */
function namedIn({ ballots, candidates }: Contest): ReadonlySet<string> {
  const named = new Set<string>();
  if ('choices' in ballots) {
    const { choices, offsets, counts } = ballots;
    for (let group = 0; group + 1 < offsets.length; group += 1) {
      if (counts?.[group] === 0) continue;
      for (const choice of choices.subarray(offsets[group], offsets[group + 1])) {
        const candidate = candidates[choice];
        if (candidate !== undefined) named.add(candidate.id);
      }
    }
    return named;
  }
  for (const { ranks, count } of ballots) {
    if (count > 0) for (const rank of ranks) for (const id of rank) named.add(id);
  }
  return named;
}
