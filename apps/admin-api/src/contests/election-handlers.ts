import type { ElectionPatch, NewElection } from '@scrutin/contracts/admin';
import { adminElectionDetailView, adminElectionView, adminRaceView } from '@scrutin/contracts/admin';
import type { Election, ElectionChanges } from '@scrutin/election';
import {
  DEFAULT_APPROVAL,
  DEFAULT_BLANK_VOTES,
  DEFAULT_RESULTS_VISIBILITY,
  electionRollKey,
  instantMs,
} from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord, emptyAnswer, NOT_FOUND } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { stepOf, windowOf } from './given-values.ts';

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

type ElectionRoute =
  | 'elections'
  | 'createElection'
  | 'election'
  | 'changeElection'
  | 'removeElection'
  | 'stepElection'
  | 'putRace'
  | 'removeRace';

export function electionHandlers(office: Elections, clock: () => number): OfficeHandlers<ElectionRoute> {
  const view = (election: Election) => adminElectionView(election, clock());
  return {
    elections: async () => ok((await office.elections()).map(view)),
    createElection: async ({ caller, body }) =>
      createdRecord(await office.createElection(caller.actor, electionOf(body)), view),
    election: async ({ params }) => {
      const election = await office.election(params.id);
      return election === undefined ? NOT_FOUND : ok(adminElectionDetailView(election, clock()));
    },
    changeElection: async ({ caller, params, body }) =>
      changedRecord(await office.changeElection(caller.actor, params.id, changesOf(body)), view),
    removeElection: async ({ caller, params }) =>
      emptyAnswer(await office.removeElection(caller.actor, params.id)),
    stepElection: async ({ caller, params, body }) => {
      const stepped = await office.step(caller.actor, electionRollKey(params.id), stepOf(body));
      return changedRecord(stepped, (election) => view(election as Election));
    },
    putRace: async ({ caller, params, body }) => {
      const race = {
        electionId: params.election_id,
        regionId: params.region_id,
        method: body.method,
        seats: body.seats,
        maxRanks: body.max_ranks,
        ruleSet: body.rule_set,
      };
      return changedRecord(await office.putRace(caller.actor, race), adminRaceView);
    },
    removeRace: async ({ caller, params }) =>
      emptyAnswer(await office.removeRace(caller.actor, params.election_id, params.region_id)),
  };
}

function electionOf(body: NewElection): Election {
  return {
    kind: 'election',
    id: body.id,
    name: body.name,
    type: body.type,
    window: { opensAtMs: instantMs(body.opens_at), closesAtMs: instantMs(body.closes_at) },
    status: 'draft',
    resultsVisibility: body.results_visibility ?? DEFAULT_RESULTS_VISIBILITY,
    blankVotes: body.blank_votes ?? DEFAULT_BLANK_VOTES,
    approval: body.approval ?? DEFAULT_APPROVAL,
  };
}

function changesOf(body: ElectionPatch): ElectionChanges {
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.type === undefined ? {} : { type: body.type }),
    ...windowOf(body),
    ...(body.results_visibility === undefined ? {} : { resultsVisibility: body.results_visibility }),
    ...(body.blank_votes === undefined ? {} : { blankVotes: body.blank_votes }),
  };
}
