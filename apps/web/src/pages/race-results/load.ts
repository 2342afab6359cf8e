import type {
  CandidateBody,
  ElectionBody,
  PublishedCountsBody,
  RaceResultBody,
  RaceTabulationBody,
  RaceTurnoutBody,
} from '@scrutin/contracts/public';
import type { Published } from '../../results/published.ts';
import { hasCount, isWithheld, published } from '../../results/published.ts';
import { bucketSeconds } from '../../results/turnout/bucket-seconds.ts';
import type { Loaded, PageRequest } from '../../site/page.ts';
import type { ElectionDetail } from '../election-results/load.ts';

export interface RaceResults {
  readonly election: ElectionDetail;
  readonly race: ElectionBody['regions'][number];
  readonly candidates: readonly CandidateBody[];
  readonly result: Published<RaceResultBody>;
  readonly tabulation: Published<RaceTabulationBody>;
  /** Every count that officials published, newest first. */
  readonly counts: Published<PublishedCountsBody>;
  readonly turnout: RaceTurnoutBody;
}

/** A race with its candidates, its result if it is public, and the count that officials published. */
export async function loadRaceResults({ client, params }: PageRequest): Promise<Loaded<RaceResults>> {
  const id = params['election'] ?? '';
  const region = params['region'] ?? '';
  const of = { params: { election_id: id, region_id: region } };
  const election = await client.call('election', { params: { election_id: id } });
  if (election.kind === 'problem' && election.type === 'unknown-contest') return { kind: 'missing' };
  if (election.kind !== 'answered') return { kind: 'unavailable' };
  const race = election.body.regions.find((one) => one.id === region);
  if (race === undefined) return { kind: 'missing' };
  const query = { bucket_seconds: bucketSeconds(election.body, Date.now()) };
  const [candidates, result, counts, turnout] = await Promise.all([
    client.call('candidates', of),
    isWithheld(election.body) ? undefined : client.call('raceResult', of),
    isWithheld(election.body) ? undefined : client.call('raceTabulations', of),
    client.call('raceTurnout', { ...of, query }),
  ]);
  if (candidates.kind !== 'answered' || turnout.kind !== 'answered') return { kind: 'unavailable' };
  const tabulation = hasCount(counts) ? await client.call('raceTabulation', of) : undefined;
  return {
    kind: 'found',
    data: {
      election: election.body,
      race,
      candidates: candidates.body,
      result: published(result, (body) => body),
      tabulation: tabulation === undefined ? { kind: 'absent' } : published(tabulation, (body) => body),
      counts: published(counts, (body) => body),
      turnout: turnout.body,
    },
  };
}
