import type { PublishedElection, PublishedRace } from '@scrutin/ballot-store';
import type { ContestKey } from '@scrutin/election';
import { contestKey } from '@scrutin/election';
import type { CountedLaw, PublicQueries } from './public-queries.ts';

interface ElectionParams {
  readonly election_id: string;
}
interface RaceParams extends ElectionParams {
  readonly region_id: string;
}

export interface FoundRace {
  readonly election: PublishedElection;
  readonly race: PublishedRace;
  readonly key: ContestKey;
}

/** The election that an address names; undefined for a draft and for what is not there. */
export async function findElection(
  queries: PublicQueries,
  params: ElectionParams,
): Promise<PublishedElection | undefined> {
  return (await queries.elections.get()).get(params.election_id);
}

/** The race that an address names; undefined for one of a draft and for what is not there. */
export async function findRace(queries: PublicQueries, params: RaceParams): Promise<FoundRace | undefined> {
  const election = await findElection(queries, params);
  const race = election?.races.find(({ regionId }) => regionId === params.region_id);
  return election === undefined || race === undefined ? undefined : { election, race, key: keyOf(race) };
}

export async function findLaw(queries: PublicQueries, id: string): Promise<CountedLaw | undefined> {
  return (await queries.laws.get()).get(id);
}

export function keyOf({ electionId, regionId }: PublishedRace): ContestKey {
  return contestKey({ kind: 'election', electionId, regionId });
}
