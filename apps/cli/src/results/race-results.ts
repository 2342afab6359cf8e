import type { BallotStore } from '@scrutin/ballot-store';
import type { RaceResultBody } from '@scrutin/contracts/public';
import { raceResultView } from '@scrutin/contracts/public';
import { countsByRace } from '@scrutin/election';

/**
 * The public result of every race of the election, by region; undefined if the election does not exist or is a draft.
 */
export async function raceResults(
  store: Pick<BallotStore, 'elections' | 'electionCounts'>,
  electionId: string,
  nowMs: number,
): Promise<RaceResultBody[] | undefined> {
  const election = (await store.elections()).find(({ id }) => id === electionId);
  if (election === undefined) return undefined;
  const counts = { races: countsByRace(await store.electionCounts()), asOfMs: nowMs };
  return election.races.map((race) => raceResultView(election, race, counts, nowMs));
}
