import type {
  AdminCandidateBody,
  CandidatePatch,
  NewCandidate as NewCandidateBody,
} from '@scrutin/contracts/admin';
import { adminCandidateView } from '@scrutin/contracts/admin';
import type {
  Candidate,
  CandidateChanges,
  CandidateKey,
  LocalizedText,
  NewCandidate,
} from '@scrutin/election';
import { electionRollKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { timeZoneOf } from '@scrutin/election-office';
import {
  changedOrAwaiting,
  changedRecord,
  createdRecord,
  emptyAnswer,
  NOT_FOUND,
  versioned,
} from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

type Candidates = Pick<
  ElectionOffice,
  | 'law'
  | 'election'
  | 'version'
  | 'createCandidate'
  | 'orderCandidates'
  | 'changeCandidate'
  | 'removeCandidate'
  | 'withdrawCandidate'
  | 'reinstateCandidate'
>;

const NO_TEXT: LocalizedText = { fr: '', en: '' };

type CandidateRoute =
  | 'candidates'
  | 'createCandidate'
  | 'orderCandidates'
  | 'changeCandidate'
  | 'removeCandidate'
  | 'withdrawCandidate'
  | 'reinstateCandidate';

export function candidateHandlers(office: Candidates): OfficeHandlers<CandidateRoute> {
  /** Shows candidates with the time zone of their election. */
  const viewIn = async (params: RaceParams): Promise<(candidate: Candidate) => AdminCandidateBody> => {
    const timeZone = await timeZoneOf(office, { kind: 'election', ...raceOf(params) });
    return (candidate) => adminCandidateView(candidate, timeZone);
  };
  return {
    candidates: async ({ params }) => {
      const { electionId, regionId } = raceOf(params);
      const version = await office.version(electionRollKey(electionId));
      const election = await office.election(electionId);
      const race = election?.races.find((one) => one.regionId === regionId);
      if (election === undefined || race === undefined) return NOT_FOUND;
      const candidates = race.candidates.map((one) => adminCandidateView(one, election.timeZone));
      return versioned(candidates, version);
    },
    createCandidate: async ({ caller, params, body }) => {
      const candidate = { ...raceOf(params), ...candidateOf(body) };
      const created = await office.createCandidate(caller.actor, candidate);
      return createdRecord(created, await viewIn(params));
    },
    orderCandidates: async ({ caller, params, body }) => {
      const ordered = await office.orderCandidates(caller.actor, raceOf(params), body.candidates);
      const view = await viewIn(params);
      return changedRecord(ordered, (candidates) => candidates.map(view));
    },
    changeCandidate: async ({ caller, params, body }) => {
      const changes = changesOf(body);
      const changed = await office.changeCandidate(caller.actor, keyOf(params), changes);
      return changedRecord(changed, await viewIn(params));
    },
    removeCandidate: async ({ caller, params }) =>
      emptyAnswer(await office.removeCandidate(caller.actor, keyOf(params))),
    withdrawCandidate: async ({ caller, params, body }) => {
      const withdrawn = await office.withdrawCandidate(caller.actor, keyOf(params), body.reason);
      return changedOrAwaiting(withdrawn, await viewIn(params));
    },
    reinstateCandidate: async ({ caller, params, body }) => {
      const standing = await office.reinstateCandidate(caller.actor, keyOf(params), body.reason);
      return changedRecord(standing, await viewIn(params));
    },
  };
}

interface RaceParams {
  readonly election_id: string;
  readonly region_id: string;
}

function raceOf({ election_id: electionId, region_id: regionId }: RaceParams) {
  return { electionId, regionId };
}

function keyOf(params: RaceParams & { readonly candidate_id: string }): CandidateKey {
  return { electionId: params.election_id, regionId: params.region_id, id: params.candidate_id };
}

function candidateOf(body: NewCandidateBody): Omit<NewCandidate, 'electionId' | 'regionId'> {
  return {
    id: body.id,
    firstName: body.first_name ?? undefined,
    lastName: body.last_name,
    partyCode: body.party_code ?? undefined,
    bio: body.bio ?? NO_TEXT,
    promises: body.promises ?? NO_TEXT,
    photoUrl: body.photo_url ?? undefined,
    withdrawnAtMs: undefined,
    position: body.position,
  };
}

/** Members that are left out do not change. A first name, party or photo that is null is removed. */
function changesOf(body: CandidatePatch): CandidateChanges {
  return {
    ...(body.first_name === undefined ? {} : { firstName: body.first_name ?? undefined }),
    ...(body.last_name === undefined ? {} : { lastName: body.last_name }),
    ...(body.party_code === undefined ? {} : { partyCode: body.party_code ?? undefined }),
    ...(body.bio === undefined ? {} : { bio: body.bio }),
    ...(body.promises === undefined ? {} : { promises: body.promises }),
    ...(body.photo_url === undefined ? {} : { photoUrl: body.photo_url ?? undefined }),
    ...(body.position === undefined ? {} : { position: body.position }),
  };
}
