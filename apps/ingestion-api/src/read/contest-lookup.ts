import type { CountedLaw, PublishedElection, PublishedRace } from '@scrutin/election';
import type { PublicQueries } from './public-queries.ts';

interface ElectionParams {
  readonly election_id: string;
}
interface RaceParams extends ElectionParams {
  readonly region_id: string;
}

/** A race with its election. */
export interface FoundRace {
  readonly election: PublishedElection;
  readonly race: PublishedRace;
}

/** The election in the path of a request, or undefined if there is none or it is a draft. */
export async function findElection(
  queries: PublicQueries,
  params: ElectionParams,
): Promise<PublishedElection | undefined> {
  return (await queries.elections.get()).get(params.election_id);
}

/** The race in the path of a request, or undefined if there is none or its election is a draft. */
export async function findRace(queries: PublicQueries, params: RaceParams): Promise<FoundRace | undefined> {
  return raceIn(await queries.elections.get(), params);
}

/** The race in the path of a request among these elections. */
export function raceIn(
  elections: ReadonlyMap<string, PublishedElection>,
  params: RaceParams,
): FoundRace | undefined {
  const election = elections.get(params.election_id);
  const race = election?.races.find(({ regionId }) => regionId === params.region_id);
  return election === undefined || race === undefined ? undefined : { election, race };
}

/** The law with this identifier and its result, or undefined if there is none or it is a draft. */
export async function findLaw(queries: PublicQueries, id: string): Promise<CountedLaw | undefined> {
  return (await queries.laws.get()).get(id);
}
