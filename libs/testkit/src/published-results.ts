import assert from 'node:assert/strict';
import type { ElectionResultBody, RaceResultBody } from '@scrutin/contracts/public';
import type { ElectionRecords } from './election-records.ts';
import type { Election, Race } from './elections.ts';
import { eventually } from './eventually.ts';
import { bodyOf } from './replies.ts';
import type { Stack } from './stack.ts';
import { withPublicClient } from './with-public-client.ts';

/** The public results of an election. */
export interface PublishedResults {
  readonly whole: ElectionResultBody;
  /** In the order of the election's races. */
  readonly races: readonly RaceResultBody[];
}

/** @throws Error if the API does not answer 200 */
export async function readElectionResults(stack: Stack, election: Election): Promise<PublishedResults> {
  return withPublicClient(stack, async (client) => {
    const races: RaceResultBody[] = [];
    for (const { regionId } of election.races) {
      const params = { election_id: election.id, region_id: regionId };
      races.push(bodyOf(await client.call('raceResult', { params })));
    }
    const whole = bodyOf(await client.call('electionResult', { params: { election_id: election.id } }));
    return { whole, races };
  });
}

/**
 * P4: checks that the public results and the turnout, of every race and of the whole election, agree with the database,
 * candidate by candidate. It asks until they agree, because the answers come from a cache.
 */
export async function expectPublicResults(
  stack: Stack,
  election: Election,
  records: ElectionRecords,
): Promise<PublishedResults> {
  const ask = async (): Promise<PublishedResults> => {
    const published = await readElectionResults(stack, election);
    const expected = election.races.map((race) => expectedOf(race, records));
    assert.deepEqual(published.races.map(seenInRace), expected, 'the results by region');
    assert.deepEqual(
      published.whole.regions.map((region) => seenInWhole(region.region_id, published.whole)),
      [...expected].sort((a, b) => (a.regionId < b.regionId ? -1 : 1)),
      'the regions in the results of the whole election',
    );
    const { total_votes: total, turnout } = published.whole;
    assert.deepEqual(
      { total, voters: turnout.voters, registered: turnout.registered_voters },
      { total: records.audited, voters: records.audited, registered: election.voters.length },
      'the whole election',
    );
    return published;
  };
  return eventually('the public results agree with the database', ask);
}

interface Seen {
  readonly regionId: string;
  /** Sorted by candidate. */
  readonly votes: readonly (readonly [candidate: string, votes: number])[];
  readonly total: number;
  readonly voters: number;
  readonly registered: number | null | undefined;
}

function expectedOf({ regionId, candidates, voters }: Race, records: ElectionRecords): Seen {
  const { results = {}, total = 0 } = records.races[regionId] ?? {};
  const votes = candidates.map((id) => [id, results[id] ?? 0] as const);
  return { regionId, votes: byName(votes), total, voters: total, registered: voters.length };
}

function seenInRace({ region_id: regionId, candidates, total_votes: total, turnout }: RaceResultBody): Seen {
  const votes = candidates.map(({ candidate_id, votes }) => [candidate_id, votes] as const);
  return { regionId, votes: byName(votes), total, ...turnoutOf(turnout) };
}

function seenInWhole(regionId: string, { regions, candidates }: ElectionResultBody): Seen {
  const region = regions.find(({ region_id }) => region_id === regionId);
  assert.ok(region !== undefined);
  const votes = candidates
    .filter(({ region_id }) => region_id === regionId)
    .map(({ candidate_id, votes }) => [candidate_id, votes] as const);
  return { regionId, votes: byName(votes), total: region.total_votes, ...turnoutOf(region.turnout) };
}

function turnoutOf(turnout: RaceResultBody['turnout']): Pick<Seen, 'voters' | 'registered'> {
  return { voters: turnout.voters, registered: turnout.registered_voters };
}

function byName(votes: readonly (readonly [string, number])[]): Seen['votes'] {
  return [...votes].sort(([a], [b]) => (a < b ? -1 : 1));
}
