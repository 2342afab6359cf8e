import type { TabulationDetailBody, TabulationRequest } from '@scrutin/contracts/admin';
import { contestKey, parseContestKey, sameButForLots } from '@scrutin/election';
import type { Contest, Tabulation } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { created, ok } from '@scrutin/http-edge';
import type { AsAnswered, ProblemAnswer } from '@scrutin/http-edge';
import { InvariantViolation } from '@scrutin/service-runtime';
import { formatRuleSet, lawContest, parseRuleSet, raceContest, referendumRules } from '@scrutin/tabulation';
import type { Candidate, CountedRace } from '@scrutin/tabulation';
import { NOT_FOUND, refused } from '../http/answer.ts';
import type { Caller, OfficeHandlers } from '../http/office-call.ts';
import { CountTookTooLong, UncountableBallots } from './count-contest.ts';
import type { Counted, CountOrder } from './count-contest.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { tabulationDetail, tabulationSummary } from './tabulation-views.ts';

export interface TabulationHandlersOptions {
  readonly office: Pick<
    ElectionOffice,
    'law' | 'election' | 'tabulations' | 'tabulation' | 'recordTabulation' | 'publishTabulation'
  >;
  readonly count: (order: CountOrder) => Promise<Counted>;
}

/** Counts that wait for the one under way; each is short, and a further one is told to come back. */
const MOST_WAITING = 3;
const BUSY_RETRY_S = 5;
const OVERLOADED: ProblemAnswer = { kind: 'problem', type: 'overloaded', retryAfterS: BUSY_RETRY_S };

type TabulationRoute =
  'lawTabulations' | 'tabulateLaw' | 'raceTabulations' | 'tabulateRace' | 'tabulation' | 'publishTabulation';

export function tabulationHandlers(options: TabulationHandlersOptions): OfficeHandlers<TabulationRoute> {
  const { office } = options;
  const turns = new OneAtATime(MOST_WAITING);
  const list = async (contest: Contest) => {
    if ((await findCountable(office, contest)) === undefined) return NOT_FOUND;
    return ok((await office.tabulations(contestKey(contest))).map(tabulationSummary));
  };
  const detail = async (tabulation: Tabulation): Promise<AsAnswered<TabulationDetailBody>> => {
    const contest = parseContestKey(tabulation.contest);
    const countable = contest === undefined ? undefined : await findCountable(office, contest);
    return tabulationDetail(tabulation, countable?.candidates ?? []);
  };
  const count = async (caller: Caller, contest: Contest, request: TabulationRequest) => {
    const counted = turns.run(() => countAndRecord(options, caller, contest, request));
    if (counted === undefined) return OVERLOADED;
    const outcome = await counted;
    return 'kind' in outcome ? outcome : created(await detail(outcome));
  };
  return {
    lawTabulations: ({ params }) => list(lawOf(params)),
    tabulateLaw: ({ caller, params, body }) => count(caller, lawOf(params), body),
    raceTabulations: ({ params }) => list(raceOf(params)),
    tabulateRace: ({ caller, params, body }) => count(caller, raceOf(params), body),
    tabulation: async ({ params }) => {
      const found = await office.tabulation(params.id);
      return found === undefined ? NOT_FOUND : ok(await detail(found));
    },
    publishTabulation: async ({ caller, params }) => {
      const published = await office.publishTabulation(caller.actor, params.id);
      return published.ok ? ok(await detail(published.value)) : refused(published);
    },
  };
}

function lawOf({ id }: { readonly id: string }): Contest {
  return { kind: 'law', lawId: id };
}

function raceOf(params: { readonly election_id: string; readonly region_id: string }): Contest {
  return { kind: 'election', electionId: params.election_id, regionId: params.region_id };
}

/** What a count needs to know of a contest. */
interface Countable {
  readonly ruleSet: string;
  readonly candidates: readonly Candidate[];
  /** Undefined for a law. */
  readonly race: CountedRace | undefined;
}

async function findCountable(
  office: TabulationHandlersOptions['office'],
  contest: Contest,
): Promise<Countable | undefined> {
  if (contest.kind === 'law') {
    const law = await office.law(contest.lawId);
    if (law === undefined) return undefined;
    const ruleSet = formatRuleSet(referendumRules(law));
    return { ruleSet, candidates: lawContest([]).candidates, race: undefined };
  }
  const election = await office.election(contest.electionId);
  const race = election?.races.find(({ regionId }) => regionId === contest.regionId);
  if (race === undefined) return undefined;
  return { ruleSet: race.ruleSet, candidates: raceContest(race, []).candidates, race: countedRace(race) };
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

async function countAndRecord(
  { office, count }: TabulationHandlersOptions,
  { actor }: Caller,
  contest: Contest,
  request: TabulationRequest,
): Promise<Tabulation | ProblemAnswer> {
  const countable = await findCountable(office, contest);
  if (countable === undefined) return NOT_FOUND;
  const ruleSet = request.rule_set ?? countable.ruleSet;
  const reading = parseRuleSet(ruleSet);
  if (!reading.ok) {
    return refused({ kind: 'invalid', detail: `The rule set cannot be read: ${reading.problem}.` });
  }
  if (!sameButForLots(ruleSet, countable.ruleSet)) {
    const detail = `It is counted by ${countable.ruleSet}: only lots may be added to that.`;
    return refused({ kind: 'invalid', detail });
  }
  const key = contestKey(contest);
  const counted = await countOrRefusal(count, { contest: key, rules: reading.rules, race: countable.race });
  if ('kind' in counted) return counted;
  const { ballots, ballotsDigest, result } = counted;
  if (result.status === 'refused') {
    const kind = result.reason === 'rules-do-not-fit' ? 'invalid' : 'incomplete';
    return refused({ kind, detail: `It cannot be counted: ${result.detail}.` });
  }
  const recorded = await office.recordTabulation(actor, {
    contest: key,
    ruleSet,
    ballots,
    ballotsDigest,
    result,
  });
  return recorded.ok ? recorded.value : refused(recorded);
}

/** Ballots that cannot be counted as they are, or not in time: the official gets the reason. */
async function countOrRefusal(
  count: TabulationHandlersOptions['count'],
  order: CountOrder,
): Promise<Counted | ProblemAnswer> {
  try {
    return await count(order);
  } catch (error) {
    const isTold =
      error instanceof UncountableBallots ||
      error instanceof CountTookTooLong ||
      error instanceof InvariantViolation;
    if (!isTold) throw error;
    return refused({ kind: 'incomplete', detail: error.message });
  }
}
