import { candidatePatch, newCandidate, withdrawalRequest } from '@scrutin/contracts/admin';
import type { CandidatePatch, NewCandidate } from '@scrutin/contracts/admin';
import type { Candidate, LocalizedText } from '@scrutin/election';
import type { CandidateChanges, ElectionOffice } from '@scrutin/election-office';
import { created, doneOr, NOT_FOUND, ok, outcome } from '../http/answer.ts';
import { acting, actingOn, reading } from '../http/route.ts';
import type { Call, Route } from '../http/route.ts';
import { candidateView } from './election-views.ts';

type Candidates = Pick<
  ElectionOffice,
  'election' | 'createCandidate' | 'changeCandidate' | 'removeCandidate' | 'withdrawCandidate'
>;

const ALL = '/admin/v1/elections/{election_id}/regions/{region_id}/candidates';
const ONE = `${ALL}/{candidate_id}`;

const NO_TEXT: LocalizedText = { fr: '', en: '' };

export function candidateRoutes(office: Candidates): Route[] {
  const raceOf = ({ params }: Call) => ({
    electionId: params['election_id'] ?? '',
    regionId: params['region_id'] ?? '',
  });
  const keyOf = (call: Call): readonly [string, string, string] => {
    const { electionId, regionId } = raceOf(call);
    return [electionId, regionId, call.params['candidate_id'] ?? ''];
  };
  return [
    reading(ALL, async (call) => {
      const { electionId, regionId } = raceOf(call);
      const election = await office.election(electionId);
      const race = election?.races.find((one) => one.regionId === regionId);
      return race === undefined ? NOT_FOUND : ok(race.candidates.map(candidateView));
    }),
    actingOn('post', ALL, 'configure', newCandidate, async (call, body) => {
      const position = body.position ?? (await nextPlace(office, raceOf(call)));
      const candidate = { ...raceOf(call), ...candidateOf(body, position) };
      const made = await office.createCandidate(call.actor, candidate, 'own');
      return outcome(made, candidateView, created);
    }),
    actingOn('patch', ONE, 'configure', candidatePatch, async (call, body) =>
      outcome(
        await office.changeCandidate(call.actor, ...keyOf(call), changesOf(body), 'own'),
        candidateView,
      ),
    ),
    acting('delete', ONE, 'configure', async (call) =>
      doneOr(await office.removeCandidate(call.actor, ...keyOf(call))),
    ),
    actingOn('post', `${ONE}/withdrawal`, 'configure', withdrawalRequest, async (call, { reason }) =>
      outcome(await office.withdrawCandidate(call.actor, ...keyOf(call), reason), candidateView),
    ),
  ];
}

/** After all who stand in the race. Two who ask at once are given the same one, and the office refuses the second. */
async function nextPlace(
  office: Candidates,
  { electionId, regionId }: { readonly electionId: string; readonly regionId: string },
): Promise<number> {
  const election = await office.election(electionId);
  const race = election?.races.find((one) => one.regionId === regionId);
  return Math.max(-1, ...(race?.candidates ?? []).map((one) => one.position)) + 1;
}

function candidateOf(body: NewCandidate, position: number): Omit<Candidate, 'electionId' | 'regionId'> {
  return {
    id: body.id,
    firstName: body.first_name,
    lastName: body.last_name,
    partyCode: body.party_code,
    bio: body.bio ?? NO_TEXT,
    promises: body.promises ?? NO_TEXT,
    photoUrl: body.photo_url ?? undefined,
    withdrawnAtMs: undefined,
    position,
  };
}

/** What is left out stays; a photo that is null is taken away. */
function changesOf(body: CandidatePatch): CandidateChanges {
  return {
    ...(body.first_name === undefined ? {} : { firstName: body.first_name }),
    ...(body.last_name === undefined ? {} : { lastName: body.last_name }),
    ...(body.party_code === undefined ? {} : { partyCode: body.party_code }),
    ...(body.bio === undefined ? {} : { bio: body.bio }),
    ...(body.promises === undefined ? {} : { promises: body.promises }),
    ...(body.photo_url === undefined ? {} : { photoUrl: body.photo_url ?? undefined }),
    ...(body.position === undefined ? {} : { position: body.position }),
  };
}
