import { electionPatch, newElection, raceRequest, stepRequest } from '@scrutin/contracts/admin';
import type { ElectionPatch, NewElection } from '@scrutin/contracts/admin';
import { DEFAULT_RESULTS_VISIBILITY, electionRollKey, instantMs } from '@scrutin/election';
import type { Election } from '@scrutin/election';
import type { ElectionChanges, ElectionOffice } from '@scrutin/election-office';
import { created, doneOr, NOT_FOUND, ok, outcome } from '../http/answer.ts';
import { acting, actingOn, reading } from '../http/route.ts';
import type { Call, Route } from '../http/route.ts';
import { electionDetailView, electionView, raceView } from './election-views.ts';
import { stepOf, windowOf } from './life-view.ts';

type Elections = Pick<
  ElectionOffice,
  | 'elections'
  | 'election'
  | 'createElection'
  | 'changeElection'
  | 'removeElection'
  | 'putRace'
  | 'removeRace'
  | 'step'
>;

const ALL = '/admin/v1/elections';
const ONE = `${ALL}/{id}`;
const RACE = `${ALL}/{election_id}/regions/{region_id}`;

export function electionRoutes(office: Elections, clock: () => number): Route[] {
  const idOf = ({ params }: Call): string => params['id'] ?? '';
  const view = (election: Election) => electionView(election, clock());
  return [
    reading(ALL, async () => ok((await office.elections()).map(view))),
    actingOn('post', ALL, 'configure', newElection, async ({ actor }, body) =>
      outcome(await office.createElection(actor, electionOf(body)), view, created),
    ),
    reading(ONE, async (call) => {
      const election = await office.election(idOf(call));
      return election === undefined ? NOT_FOUND : ok(electionDetailView(election, clock()));
    }),
    actingOn('patch', ONE, 'configure', electionPatch, async (call, body) =>
      outcome(await office.changeElection(call.actor, idOf(call), changesOf(body)), view),
    ),
    acting('delete', ONE, 'configure', async (call) =>
      doneOr(await office.removeElection(call.actor, idOf(call))),
    ),
    actingOn('post', `${ONE}/steps`, 'step', stepRequest, async (call, body) => {
      const stepped = await office.step(call.actor, electionRollKey(idOf(call)), stepOf(body));
      return outcome(stepped, (election) => view(election as Election));
    }),
    actingOn('put', RACE, 'configure', raceRequest, async ({ actor, params }, body) => {
      const race = {
        electionId: params['election_id'] ?? '',
        regionId: params['region_id'] ?? '',
        method: body.method,
        seats: body.seats,
        maxRanks: body.max_ranks,
        ruleSet: body.rule_set,
      };
      return outcome(await office.putRace(actor, race), raceView);
    }),
    acting('delete', RACE, 'configure', async ({ actor, params }) =>
      doneOr(await office.removeRace(actor, params['election_id'] ?? '', params['region_id'] ?? '')),
    ),
  ];
}

function electionOf(body: NewElection): Election {
  return {
    id: body.id,
    name: body.name,
    type: body.type,
    window: { opensAtMs: instantMs(body.opens_at), closesAtMs: instantMs(body.closes_at) },
    status: 'draft',
    resultsVisibility: body.results_visibility ?? DEFAULT_RESULTS_VISIBILITY,
  };
}

function changesOf(body: ElectionPatch): ElectionChanges {
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.type === undefined ? {} : { type: body.type }),
    ...windowOf(body),
    ...(body.results_visibility === undefined ? {} : { resultsVisibility: body.results_visibility }),
  };
}
