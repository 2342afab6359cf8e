import { tabulationRequest } from '@scrutin/contracts/admin';
import type { TabulationRequest } from '@scrutin/contracts/admin';
import { contestKey, parseContestKey } from '@scrutin/election';
import type { Tabulation, Contest } from '@scrutin/election';
import { sameButForLots } from '@scrutin/election-office';
import type { ElectionOffice } from '@scrutin/election-office';
import { InvariantViolation } from '@scrutin/service-runtime';
import { formatRuleSet, lawContest, parseRuleSet, raceContest, referendumRules } from '@scrutin/tabulation';
import type { Candidate, CountedRace } from '@scrutin/tabulation';
import { created, NOT_FOUND, ok, refused } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { acting, actingOn, reading } from '../http/route.ts';
import type { Call, Route } from '../http/route.ts';
import { CountTookTooLong, UncountableBallots } from './count-contest.ts';
import type { Counted, CountOrder } from './count-contest.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { tabulationDetail, tabulationSummary } from './tabulation-views.ts';

export interface TabulationRoutesOptions {
  readonly office: Pick<
    ElectionOffice,
    'law' | 'election' | 'tabulations' | 'tabulation' | 'recordTabulation' | 'publishTabulation'
  >;
  readonly count: (order: CountOrder) => Promise<Counted>;
}

const OF_LAW = '/admin/v1/laws/{id}/tabulations';
const OF_RACE = '/admin/v1/elections/{election_id}/regions/{region_id}/tabulations';
const ONE = '/admin/v1/tabulations/{id}';

/** Counts that wait for the one under way; each is short, and a further one is told to come back. */
const MOST_WAITING = 3;
const BUSY_RETRY_S = 5;

export function tabulationRoutes(options: TabulationRoutesOptions): Route[] {
  const { office } = options;
  const turns = new OneAtATime(MOST_WAITING);
  const lawOf = ({ params }: Call): Contest => ({ kind: 'law', lawId: params['id'] ?? '' });
  const raceOf = ({ params }: Call): Contest => ({
    kind: 'election',
    electionId: params['election_id'] ?? '',
    regionId: params['region_id'] ?? '',
  });
  const list = async (contest: Contest): Promise<Answer> => {
    if ((await findCountable(office, contest)) === undefined) return NOT_FOUND;
    return ok((await office.tabulations(contestKey(contest))).map(tabulationSummary));
  };
  const detail = async (tabulation: Tabulation, answer: (body: unknown) => Answer): Promise<Answer> => {
    const contest = parseContestKey(tabulation.contest);
    const countable = contest === undefined ? undefined : await findCountable(office, contest);
    return answer(tabulationDetail(tabulation, countable?.candidates ?? []));
  };
  const count = async (call: Call, contest: Contest, request: TabulationRequest): Promise<Answer> => {
    const counted = turns.run(() => countAndRecord(options, call, contest, request));
    if (counted === undefined) return { kind: 'problem', type: 'overloaded', retryAfterS: BUSY_RETRY_S };
    const outcome = await counted;
    return 'kind' in outcome ? outcome : detail(outcome, created);
  };
  return [
    reading(OF_LAW, (call) => list(lawOf(call))),
    actingOn('post', OF_LAW, 'tabulate', tabulationRequest, (call, body) => count(call, lawOf(call), body)),
    reading(OF_RACE, (call) => list(raceOf(call))),
    actingOn('post', OF_RACE, 'tabulate', tabulationRequest, (call, body) => count(call, raceOf(call), body)),
    reading(ONE, async ({ params }) => {
      const found = await office.tabulation(params['id'] ?? '');
      return found === undefined ? NOT_FOUND : detail(found, ok);
    }),
    acting('post', `${ONE}/publication`, 'publish', async ({ actor, params }) => {
      const published = await office.publishTabulation(actor, params['id'] ?? '');
      return published.ok ? detail(published.value, ok) : refused(published);
    }),
  ];
}

/** What a count needs to know of a contest. */
interface Countable {
  readonly ruleSet: string;
  readonly candidates: readonly Candidate[];
  /** Undefined for a law. */
  readonly race: CountedRace | undefined;
}

async function findCountable(
  office: TabulationRoutesOptions['office'],
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
      ...{ id, firstName, lastName, withdrawnAtMs },
    })),
  };
}

async function countAndRecord(
  { office, count }: TabulationRoutesOptions,
  { actor }: Call,
  contest: Contest,
  request: TabulationRequest,
): Promise<Tabulation | Answer> {
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
  count: TabulationRoutesOptions['count'],
  order: CountOrder,
): Promise<Counted | Answer> {
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
