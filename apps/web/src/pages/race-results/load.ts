import type {
  CandidateBody,
  ElectionBody,
  RaceResultBody,
  RaceTabulationBody,
} from '@scrutin/contracts/public';
import type { Published } from '../../results/published.ts';
import { published } from '../../results/published.ts';
import type { Loaded, PageRequest } from '../../site/page.ts';
import type { ElectionDetail } from '../election-results/load.ts';

export interface RaceResults {
  readonly election: ElectionDetail;
  readonly race: ElectionBody['regions'][number];
  readonly candidates: readonly CandidateBody[];
  readonly result: Published<RaceResultBody>;
  readonly tabulation: Published<RaceTabulationBody>;
}

/** A race with its candidates, its result if it is public, and the count that officials published. */
export async function loadRaceResults({ client, params }: PageRequest): Promise<Loaded<RaceResults>> {
  const id = params['election'] ?? '';
  const region = params['region'] ?? '';
  const of = { params: { election_id: id, region_id: region } };
  const [election, candidates, result, tabulation] = await Promise.all([
    client.call('election', { params: { election_id: id } }),
    client.call('candidates', of),
    client.call('raceResult', of),
    client.call('raceTabulation', of),
  ]);
  if (candidates.kind === 'problem' && candidates.type === 'unknown-contest') return { kind: 'missing' };
  if (election.kind !== 'answered' || candidates.kind !== 'answered') return { kind: 'unavailable' };
  const race = election.body.regions.find((one) => one.id === region);
  if (race === undefined) return { kind: 'missing' };
  return {
    kind: 'found',
    data: {
      election: election.body,
      race,
      candidates: candidates.body,
      result: published(result, (body) => body),
      tabulation: published(tabulation, (body) => body),
    },
  };
}
