import type { ActOutcome, Contest, ContestKey, Election, Law, Tabulation } from '@scrutin/election';
import {
  contestKey,
  contestState,
  countingRefusal,
  refused,
  ruleSetOfLaw,
  rulesToCountBy,
} from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import type {
  Contest as CountedContest,
  CountedRace,
  RuleSet,
  SelectionCount,
  TabulationResult,
} from '@scrutin/tabulation';
import { lawContest, raceContest, tabulate } from '@scrutin/tabulation';
import type { ActContext } from './act.ts';
import type { Actor } from './acts.ts';
import type { ElectionOffice } from './election-office.ts';
import { election } from './elections.ts';
import { law } from './law-acts.ts';
import { ballotsDigest } from './selections.ts';

/** What is to be counted, and how. Passes between threads. */
export interface CountOrder {
  readonly contest: ContestKey;
  readonly ruleSet: string;
  readonly rules: RuleSet;
  /** Undefined for a law. */
  readonly race: CountedRace | undefined;
}

export interface Counted {
  readonly ballots: bigint;
  /** SHA-256 of their text, hexadecimal (P8). */
  readonly ballotsDigest: string;
  readonly result: TabulationResult;
}

/** Where a count is done: in place, or in a thread. Refused when the ballots cannot be counted as they are, or not in time. */
export type CountBallots = (order: CountOrder) => Promise<ActOutcome<Counted>>;

export interface CountContestDependencies {
  readonly office: Pick<ElectionOffice, 'countOrder' | 'recordTabulation'>;
  readonly actor: Actor;
  readonly count: CountBallots;
}

/** A count that is on record, and what it came to. */
export interface RecordedCount {
  readonly tabulation: Tabulation;
  readonly order: CountOrder;
  readonly result: TabulationResult;
}

/**
 * Counts a contest and puts the count on record, for every door alike. First it asks whether the contest may be
 * counted now and by these rules, so that no count is made that could not be published. A count that awaits a lot
 * goes on record too; one that the rules refuse does not.
 *
 * @param ruleSet as `parseRuleSet` reads it: the rules of the contest, with lots if any; undefined for those as they are
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
    return refused(kind, `It cannot be counted: ${result.detail}.`);
  }
  const recorded = await office.recordTabulation(actor, {
    contest: order.contest,
    ruleSet: order.ruleSet,
    ...counted.value,
  });
  return recorded.ok ? { ok: true, value: { tabulation: recorded.value, order, result } } : recorded;
}

/** Counts the ballots as they stand, in place, and says by their digest which they were (P8). */
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
        result: tabulate(contestToCount(order, selections), order.rules),
      },
    };
  } catch (error) {
    if (error instanceof InvariantViolation) return refused('incomplete', error.message);
    throw error;
  }
}

/** The contest as the tabulation counts it; without selections, who stands in it. */
export function contestToCount(
  { race }: Pick<CountOrder, 'race'>,
  selections: readonly SelectionCount[] = [],
): CountedContest {
  return race === undefined ? lawContest(selections) : raceContest(race, selections);
}

/** Whether a contest may be counted now and by this rule set, and what its count needs to know of it. */
export async function countOrder(
  context: ActContext,
  contest: Contest,
  asked: string | undefined,
): Promise<ActOutcome<CountOrder>> {
  const found = await findCountable(context, contest);
  if (found === undefined) return refused('not-found', `There is no contest ${contestKey(contest)}.`);
  const { subject, race } = found;
  const ofContest = subject.kind === 'law' ? ruleSetOfLaw(subject) : (race?.ruleSet ?? '');
  const ruleSet = asked ?? ofContest;
  const rules = rulesToCountBy(ruleSet, ofContest);
  if (!rules.ok) return rules;
  const state = contestState(subject.status, subject.window, context.clock());
  const refusal = countingRefusal(state, subject.resultsVisibility);
  if (refusal !== undefined) return refusal;
  return {
    ok: true,
    value: {
      contest: contestKey(contest),
      ruleSet,
      rules: rules.value,
      race: race === undefined ? undefined : countedRace(race),
    },
  };
}

interface Countable {
  readonly subject: Law | Election;
  /** Undefined for a law. */
  readonly race: (CountedRace & { readonly ruleSet: string }) | undefined;
}

async function findCountable(context: ActContext, contest: Contest): Promise<Countable | undefined> {
  if (contest.kind === 'law') {
    const subject = await law(context, contest.lawId);
    return subject && { subject, race: undefined };
  }
  const subject = await election(context, contest.electionId);
  const race = subject?.races.find(({ regionId }) => regionId === contest.regionId);
  return subject && race && { subject, race };
}

/** Only what the count reads goes to its thread. */
function countedRace({ seats, candidates }: CountedRace): CountedRace {
  return {
    seats,
    candidates: candidates.map(({ id, firstName, lastName, withdrawnAtMs }) => ({
      id,
      firstName,
      lastName,
      withdrawnAtMs,
    })),
  };
}
