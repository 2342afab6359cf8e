import type { Loaded, PageRequest } from '../../site/page.ts';
import type { VotingContest } from '../../voting/contest.ts';
import { commonOf } from '../../voting/contest.ts';

/** The race of an election in a region, with its candidates. */
export async function loadRaceContest({ client, params }: PageRequest): Promise<Loaded<VotingContest>> {
  const { election: electionId = '', region: regionId = '' } = params;
  const [election, candidates] = await Promise.all([
    client.call('election', { params: { election_id: electionId } }),
    client.call('candidates', { params: { election_id: electionId, region_id: regionId } }),
  ]);
  for (const reply of [election, candidates]) {
    if (reply.kind === 'problem' && reply.status === 404) return { kind: 'missing' };
  }
  if (election.kind !== 'answered' || candidates.kind !== 'answered') return { kind: 'unavailable' };
  const race = election.body.regions.find(({ id }) => id === regionId);
  if (race === undefined) return { kind: 'missing' };
  return {
    kind: 'found',
    data: {
      ...commonOf(election.body, election.body.notices),
      kind: 'race',
      key: `election:${electionId}:${regionId}`,
      electionId,
      regionId,
      name: election.body.name,
      regionName: race.name,
      method: race.method,
      seats: race.seats,
      maxRanks: race.max_ranks,
      isAcclaimed: race.uncontested === 'acclaim',
      candidates: candidates.body,
    },
  };
}
