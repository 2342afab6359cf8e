import type { ElectionPatch, NewElection } from '@scrutin/contracts/admin';
import { adminElectionDetailView, adminElectionView, adminRaceView } from '@scrutin/contracts/admin';
import type { Election, ElectionChanges, VotingWindow } from '@scrutin/election';
import {
  DEFAULT_BALLOT_RECORD,
  DEFAULT_BLANK_VOTES,
  DEFAULT_PURPOSE,
  DEFAULT_RESULTS_VISIBILITY,
  DEFAULT_TIME_ZONE,
  defaultApproval,
  electionRollKey,
} from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import {
  changedOrAwaiting,
  changedRecord,
  createdRecord,
  emptyAnswer,
  NOT_FOUND,
  refused,
  versioned,
} from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { newWindowOf, stepOf, windowOf } from './given-values.ts';

type Elections = Pick<
  ElectionOffice,
  | 'elections'
  | 'election'
  | 'version'
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

/** @param defaultZone the time zone of elections that are created without one */
export function electionHandlers(
  office: Elections,
  clock: () => number,
  defaultZone: string,
): OfficeHandlers<ElectionRoute> {
  const view = (election: Election) => adminElectionView(election, clock());
  // Without the election, any zone will do: the office refuses the act.
  const zoneOf = async (id: string) => (await office.election(id))?.timeZone ?? DEFAULT_TIME_ZONE;
  return {
    elections: async () => ok((await office.elections()).map(view)),
    createElection: async ({ caller, body }) => {
      const timeZone = body.time_zone ?? defaultZone;
      const window = await windowOf(body, () => Promise.resolve(timeZone));
      if (!window.ok) return refused(window);
      const election = electionOf(body, window.value, timeZone);
      return createdRecord(await office.createElection(caller.actor, election), view);
    },
    election: async ({ params }) => {
      // The version first: if the election changes between the two, later changes are refused and nothing is lost.
      const version = await office.version(electionRollKey(params.id));
      const election = await office.election(params.id);
      return election === undefined
        ? NOT_FOUND
        : versioned(adminElectionDetailView(election, clock()), version);
    },
    changeElection: async ({ caller, params, body }) => {
      const window = await newWindowOf(body, async () => body.time_zone ?? (await zoneOf(params.id)));
      if (!window.ok) return refused(window);
      const changes = { ...changesOf(body), ...window.value };
      return changedRecord(await office.changeElection(caller.actor, params.id, changes), view);
    },
    removeElection: async ({ caller, params }) =>
      emptyAnswer(await office.removeElection(caller.actor, params.id)),
    stepElection: async ({ caller, params, body }) => {
      const step = await stepOf(body, () => zoneOf(params.id));
      if (!step.ok) return refused(step);
      const stepped = await office.step(caller.actor, electionRollKey(params.id), step.value);
      return changedOrAwaiting(stepped, (election) => view(election as Election));
    },
    putRace: async ({ caller, params, body }) => {
      const race = {
        electionId: params.election_id,
        regionId: params.region_id,
        method: body.method,
        seats: body.seats,
        maxRanks: body.max_ranks,
        ruleSet: body.rule_set,
        uncontested: body.uncontested ?? undefined,
      };
      return changedRecord(await office.putRace(caller.actor, race), adminRaceView);
    },
    removeRace: async ({ caller, params }) =>
      emptyAnswer(await office.removeRace(caller.actor, params.election_id, params.region_id)),
  };
}

function electionOf(body: NewElection, window: VotingWindow, timeZone: string): Election {
  return {
    kind: 'election',
    id: body.id,
    name: body.name,
    type: body.type,
    window,
    timeZone,
    status: 'draft',
    resultsVisibility: body.results_visibility ?? DEFAULT_RESULTS_VISIBILITY,
    blankVotes: body.blank_votes ?? DEFAULT_BLANK_VOTES,
    approval: body.approval ?? defaultApproval(body.purpose ?? DEFAULT_PURPOSE),
    purpose: body.purpose ?? DEFAULT_PURPOSE,
    ballotRecord: body.ballot_record ?? DEFAULT_BALLOT_RECORD,
  };
}

function changesOf(body: ElectionPatch): ElectionChanges {
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.type === undefined ? {} : { type: body.type }),
    ...(body.time_zone === undefined ? {} : { timeZone: body.time_zone }),
    ...(body.results_visibility === undefined ? {} : { resultsVisibility: body.results_visibility }),
    ...(body.blank_votes === undefined ? {} : { blankVotes: body.blank_votes }),
  };
}
