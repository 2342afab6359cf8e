import type { TabulationDetailBody, TabulationRequest } from '@scrutin/contracts/admin';
import {
  lotView,
  publicationView,
  tabulationDetailView,
  tabulationSummaryView,
} from '@scrutin/contracts/admin';
import type { AsAnswered } from '@scrutin/contracts/routes';
import type { SharedTurns } from '@scrutin/database';
import type { Contest, Tabulation } from '@scrutin/election';
import { contestKey, parseContestKey } from '@scrutin/election';
import type { CountBallots, ElectionOffice } from '@scrutin/election-office';
import { candidatesToCount, countContest, timeZoneOf } from '@scrutin/election-office';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { created, ok, RETRY_AFTER_S } from '@scrutin/http-edge';
import { NOT_FOUND, notDone, refused } from '../http/answer.ts';
import type { Caller, OfficeHandlers } from '../http/office-call.ts';
import { OneAtATime } from '../http/one-at-a-time.ts';

export interface TabulationHandlersOptions {
  readonly office: Pick<
    ElectionOffice,
    | 'law'
    | 'election'
    | 'tabulations'
    | 'tabulation'
    | 'countOrder'
    | 'recordTabulation'
    | 'publishTabulation'
    | 'publications'
    | 'lots'
    | 'recordLot'
  >;
  readonly count: CountBallots;
  /** Turns over all replicas. */
  readonly sharedTurns: Pick<SharedTurns, 'take'>;
}

/**
 * The most counts that may wait for the one that is running. A further one is answered that it should come back later.
 */
const MOST_WAITING = 3;
const OVERLOADED: ProblemAnswer = { kind: 'problem', type: 'overloaded', retryAfterS: RETRY_AFTER_S };

type TabulationRoute =
  | 'lawTabulations'
  | 'tabulateLaw'
  | 'raceTabulations'
  | 'tabulateRace'
  | 'tabulation'
  | 'publishTabulation'
  | 'publications'
  | 'lots'
  | 'recordLot';

export function tabulationHandlers(options: TabulationHandlersOptions): OfficeHandlers<TabulationRoute> {
  const { office } = options;
  // This process makes one count at a time, because a count takes a core. Over all replicas, a contest is counted once
  // at a time.
  const turns = new OneAtATime(MOST_WAITING);
  const zoneOf = (contest: Contest | undefined): Promise<string> => timeZoneOf(office, contest);
  const list = async (contest: Contest) => {
    if ((await candidatesToCount(office, contest)) === undefined) return NOT_FOUND;
    const timeZone = await zoneOf(contest);
    const counts = await office.tabulations(contestKey(contest));
    return ok(counts.map((one) => tabulationSummaryView(one, timeZone)));
  };
  const detail = async (tabulation: Tabulation): Promise<AsAnswered<TabulationDetailBody>> => {
    const contest = parseContestKey(tabulation.contest);
    const candidates = contest === undefined ? undefined : await candidatesToCount(office, contest);
    const lots = await office.lots(tabulation.contest);
    return tabulationDetailView(tabulation, candidates ?? [], await zoneOf(contest), lots);
  };
  const count = async (caller: Caller, contest: Contest, request: TabulationRequest) => {
    const counting = await turns.run(() =>
      options.sharedTurns.take(`count ${contestKey(contest)}`, () =>
        countContest(contest, request.rule_set, { office, actor: caller.actor, count: options.count }),
      ),
    );
    if (counting === undefined) return OVERLOADED;
    return counting.ok ? created(await detail(counting.value.tabulation)) : refused(counting);
  };
  return {
    lawTabulations: ({ params }) => list(lawOf(params)),
    tabulateLaw: ({ caller, params, body }) => count(caller, lawOf(params), body),
    raceTabulations: ({ params }) => list(raceOf(params)),
    tabulateRace: ({ caller, params, body }) => count(caller, raceOf(params), body),
    tabulation: async ({ params }) => {
      const tabulation = await office.tabulation(params.id);
      return tabulation === undefined ? NOT_FOUND : ok(await detail(tabulation));
    },
    publishTabulation: async ({ caller, params, body }) => {
      const published = await office.publishTabulation(caller.actor, params.id, body?.reason);
      return published.ok ? ok(await detail(published.value)) : notDone(published);
    },
    publications: async ({ params }) => {
      const found = await office.tabulation(params.id);
      if (found === undefined) return NOT_FOUND;
      const timeZone = await zoneOf(parseContestKey(found.contest));
      const publications = await office.publications(found.contest);
      return ok(publications.map((one) => publicationView(one, timeZone)));
    },
    lots: async ({ params }) => {
      const found = await office.tabulation(params.id);
      if (found === undefined) return NOT_FOUND;
      const timeZone = await zoneOf(parseContestKey(found.contest));
      return ok((await office.lots(found.contest)).map((lot) => lotView(lot, timeZone)));
    },
    recordLot: async ({ caller, params, body }) => {
      const { drawn_by: drawnBy, ...lot } = body;
      const given = { ...lot, drawnBy, tabulation: params.id };
      const recorded = await office.recordLot(caller.actor, given);
      if (!recorded.ok) return notDone(recorded);
      return created(lotView(recorded.value, await zoneOf(parseContestKey(recorded.value.contest))));
    },
  };
}

function lawOf({ id }: { readonly id: string }): Contest {
  return { kind: 'law', lawId: id };
}

function raceOf(params: { readonly election_id: string; readonly region_id: string }): Contest {
  return { kind: 'election', electionId: params.election_id, regionId: params.region_id };
}
