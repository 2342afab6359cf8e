import type { PlayedRace } from './played-races.ts';

type Ranking = readonly string[];

/** An identifier that no candidate has. */
const NOBODY = 'nobody-of-this-name';

/**
 * For each race the ballots that it does not accept, one for each possible fault: a candidate of
 * another region or of none, one who withdrew, one ranked twice, too many ranks, a ranking in a single-choice race.
 */
export function invalidBallots(races: readonly PlayedRace[]): (regionId: string) => readonly Ranking[] {
  const everybody = races.flatMap(({ candidates }) => candidates.map(({ candidateId }) => candidateId));
  const known = new Map(races.map((race) => [race.regionId, invalidInRace(race, everybody)]));
  return (regionId) => known.get(regionId) ?? [];
}

function invalidInRace({ candidates, method, maxRanks }: PlayedRace, everybody: Ranking): Ranking[] {
  const own = new Set(candidates.map(({ candidateId }) => candidateId));
  const standing = candidates.filter(({ withdrawn }) => !withdrawn).map(({ candidateId }) => candidateId);
  const [first = NOBODY] = standing;
  const ballots: Ranking[] = [[everybody.find((id) => !own.has(id)) ?? unusedName(own)]];
  for (const { candidateId, withdrawn } of candidates) if (withdrawn) ballots.push([candidateId]);
  if (method === 'single_choice') {
    if (standing.length > 1) ballots.push(standing.slice(0, 2));
  } else {
    ballots.push([first, first]);
    if (standing.length > maxRanks) ballots.push(standing.slice(0, maxRanks + 1));
  }
  return ballots;
}

function unusedName(own: ReadonlySet<string>): string {
  let name = NOBODY;
  while (own.has(name)) name += '-';
  return name;
}
