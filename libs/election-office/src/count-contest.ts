import { votersOf } from '@scrutin/database';
import type {
  ActOutcome,
  Contest,
  ContestKey,
  Election,
  Law,
  RaceDetail,
  Tabulation,
} from '@scrutin/election';
import {
  candidateName,
  contestKey,
  countingRefusal,
  drawsOf,
  lawRollKey,
  lookRefusal,
  readRules,
  refused,
  ruleSetOfLaw,
  rulesToCountBy,
} from '@scrutin/election';
import type {
  Candidate,
  Contest as CountedContest,
  CountedRace,
  Draws,
  RuleSet,
  SelectionCount,
  TabulationResult,
} from '@scrutin/tabulation';
import { BY_THE_RULES, lawContest, raceContest, tabulate, tabulateRace } from '@scrutin/tabulation';
import type { ActContext } from './act.ts';
import type { Actor } from './acts.ts';
import type { ElectionOffice } from './election-office.ts';
import { election } from './elections.ts';
import { law } from './law-acts.ts';
import { lots } from './lots.ts';
import { ballotsDigest, UncountableBallots } from './selections.ts';

/** What is to be counted, and by which rules. It can be passed to another thread. */
export interface CountOrder {
  readonly contest: ContestKey;
  readonly ruleSet: string;
  readonly rules: RuleSet;
  /** Undefined for a law. */
  readonly race: CountedRace | undefined;
  /** The lots on record, and which ties may be broken although nobody drew for them. */
  readonly draws: Draws;
}

/**
 * What a count is for. `record` is for a count that goes on record and may be published. `look` is for a count that is
 * only shown, as soon as the results are public: it may be made by other rules, and after the certification too.
 */
export type CountPurpose = 'record' | 'look';

export interface Counted {
  readonly ballots: bigint;
  /** SHA-256 of their text, hexadecimal (P8). */
  readonly ballotsDigest: string;
  readonly result: TabulationResult;
}

/**
 * Does a count, in this thread or in another one. The outcome is a refusal if the ballots cannot be counted, or not
 * within the time limit.
 */
export type CountBallots = (order: CountOrder) => Promise<ActOutcome<Counted>>;

export interface CountContestDependencies {
  readonly office: Pick<ElectionOffice, 'countOrder' | 'recordTabulation'>;
  readonly actor: Actor;
  readonly count: CountBallots;
}

/** A count that is on record, and its result. */
export interface RecordedCount {
  readonly tabulation: Tabulation;
  readonly order: CountOrder;
  readonly result: TabulationResult;
}

/**
 * Counts a contest and puts the count on record. The admin API and the command line both count through this function.
 * It first asks whether the contest may be counted now and by these rules, so that no count is made that could not be
 * published. A count that waits for a lot goes on record too. A count that the rules refuse does not.
 *
 * @param ruleSet a text for `parseRuleSet`, which must mean the rules of the contest; undefined for these. The lots on
 *   record decide the ties that they were drawn for
 * @throws TransientError when the database is away
 */
export async function countContest(
  contest: Contest,
  ruleSet: string | undefined,
  { office, actor, count }: CountContestDependencies,
): Promise<ActOutcome<RecordedCount>> {
  const ordered = await office.countOrder(contest, ruleSet);
  if (!ordered.ok) return ordered;
  const order = ordered.value;
  const counted = await count(order);
  if (!counted.ok) return counted;
  const { result } = counted.value;
  if (result.status === 'refused') {
    const kind = result.reason === 'rules-do-not-fit' ? 'invalid' : 'incomplete';
    return refused(kind, {
      fr: `Ce scrutin ne peut pas être dépouillé : ${result.detail.fr}.`,
      en: `It cannot be counted: ${result.detail.en}.`,
    });
  }
  const recorded = await office.recordTabulation(actor, {
    contest: order.contest,
    ruleSet: order.ruleSet,
    ...counted.value,
  });
  return recorded.ok ? { ok: true, value: { tabulation: recorded.value, order, result } } : recorded;
}

/** Counts the ballots that are stored now, in this thread. The digest shows which ballots they were (P8). */
export async function countBallots(
  office: Pick<ElectionOffice, 'selections'>,
  order: CountOrder,
): Promise<ActOutcome<Counted>> {
  try {
    const selections = await office.selections(order.contest);
    return {
      ok: true,
      value: {
        ballots: selections.reduce((sum, { ballots }) => sum + ballots, 0n),
        ballotsDigest: ballotsDigest(order.contest, selections),
        result: resultOf(order, contestToCount(order, selections)),
      },
    };
  } catch (error) {
    if (error instanceof UncountableBallots) return refused('incomplete', error.text);
    throw error;
  }
}

/** The result of a contest. A race without a rule for when it is not contested was published before there was one. */
function resultOf(
  { race, rules, draws }: Pick<CountOrder, 'race' | 'rules' | 'draws'>,
  contest: CountedContest,
): TabulationResult {
  return race === undefined
    ? tabulate(contest, rules, draws)
    : tabulateRace(contest, rules, race.uncontested ?? 'acclaim', draws);
}

/** The contest in the form that the tabulation takes. Without selections it has the candidates and no ballots. */
export function contestToCount(
  { race }: Pick<CountOrder, 'race'>,
  selections: readonly SelectionCount[] = [],
): CountedContest {
  return race === undefined ? lawContest(selections) : raceContest(race, selections);
}

/** The candidates of a contest, as a count names them; undefined if there is no such contest. */
export async function candidatesToCount(
  office: Pick<ElectionOffice, 'law' | 'election'>,
  contest: Contest,
): Promise<readonly Candidate[] | undefined> {
  if (contest.kind === 'law') {
    return (await office.law(contest.lawId)) && contestToCount({ race: undefined }).candidates;
  }
  const found = await office.election(contest.electionId);
  const race = found?.races.find(({ regionId }) => regionId === contest.regionId);
  return race && contestToCount({ race: countedRace(race) }).candidates;
}

/** Checks whether a contest may be counted now and by this rule set, and returns what its count needs. */
export async function countOrder(
  context: ActContext,
  contest: Contest,
  asked: string | undefined,
  purpose: CountPurpose,
): Promise<ActOutcome<CountOrder>> {
  const countable = await findCountable(context, contest);
  if (countable === undefined)
    return refused('not-found', {
      fr: `Il n’y a pas de scrutin ${contestKey(contest)}.`,
      en: `There is no contest ${contestKey(contest)}.`,
    });
  const { subject, race, registeredVoters } = countable;
  const ofContest = subject.kind === 'law' ? ruleSetOfLaw(subject, registeredVoters) : (race?.ruleSet ?? '');
  const ruleSet = asked ?? ofContest;
  const rules = purpose === 'look' ? readRules(ruleSet) : rulesToCountBy(ruleSet, ofContest);
  if (!rules.ok) return rules;
  const nowMs = context.clock();
  const refusal = purpose === 'look' ? lookRefusal(subject, nowMs) : countingRefusal(subject, nowMs);
  if (refusal !== undefined) return refusal;
  return {
    ok: true,
    value: {
      contest: contestKey(contest),
      ruleSet,
      rules: rules.value,
      race: race === undefined ? undefined : countedRace(race),
      draws:
        asked === undefined || purpose === 'record'
          ? await drawsOnRecord(context, contest, ofContest)
          : BY_THE_RULES,
    },
  };
}

/** The draws of a count by the rules of the contest. */
async function drawsOnRecord(context: ActContext, contest: Contest, ofContest: string): Promise<Draws> {
  const drawn = await lots(context, contestKey(contest));
  return drawsOf(
    ofContest,
    drawn.map(({ purpose, tied, drawn: [chosen = ''] }) => ({ purpose, tied, chosen })),
  );
}

interface Countable {
  readonly subject: Law | Election;
  /** Undefined for a law. */
  readonly race: RaceDetail | undefined;
  /** Of a law: the credentials on its roll; undefined without a roll. */
  readonly registeredVoters: bigint | undefined;
}

async function findCountable(context: ActContext, contest: Contest): Promise<Countable | undefined> {
  if (contest.kind === 'law') {
    const subject = await law(context, contest.lawId);
    if (subject === undefined) return undefined;
    const roll = await context.database.run('rolls', (client) =>
      client.roll.findUnique({
        where: { rollKey: lawRollKey(subject.id) },
        include: { regions: true, voidTotals: true },
      }),
    );
    return { subject, race: undefined, registeredVoters: votersOf(roll) };
  }
  const subject = await election(context, contest.electionId);
  const race = subject?.races.find(({ regionId }) => regionId === contest.regionId);
  return subject && race && { subject, race, registeredVoters: undefined };
}

/** Copies only what the count reads, because it is sent to another thread. */
export function countedRace({
  seats,
  candidates,
  uncontested,
}: Pick<RaceDetail, 'seats' | 'candidates' | 'uncontested'>): CountedRace {
  return {
    seats,
    uncontested,
    candidates: candidates.map((candidate) => ({
      id: candidate.id,
      name: candidateName(candidate),
      withdrawnAtMs: candidate.withdrawnAtMs,
    })),
  };
}
