import { contestKey, electionRollKey, rankingOf, rankingSelection } from '@scrutin/election';
import { FIRST_PREFERENCES, lineOf, RANKINGS, REGION_TOTALS } from './election-breakdowns.ts';
import type { CountReaders } from './election-counts.ts';
import { readElectionCounts } from './election-counts.ts';
import { invalidBallots } from './invalid-ballots.ts';
import { malformed } from './mistakes.ts';
import type { PlayedRace } from './played-races.ts';
import type { Ballot, Counts, Poll, RaceStanding } from './poll.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { ModelRace } from './vote-model.ts';
import { createVoteModel } from './vote-model.ts';
import type { VoteRequest } from './vote-request.ts';
import { voteRequest } from './vote-request.ts';
import type { Voter } from './voter.ts';

export interface ElectionPollOptions {
  readonly electionId: string;
  readonly races: readonly PlayedRace[];
  /** The seed of the model by which voters choose. */
  readonly seed: number;
  readonly readers: CountReaders;
  /** The percentage of voters who cast a blank vote. */
  readonly blankPercent: number;
}

/** An election as a poll. Each voter chooses in the race of the voter's region, by the model of vote-model.ts. */
export function electionPoll({ electionId, races, seed, readers, blankPercent }: ElectionPollOptions): Poll {
  const byRegion = new Map(races.map((race) => [race.regionId, race]));
  const model = createVoteModel(races.map(modelRace), seed);
  const intern = ballotTable();
  const invalid = invalidBallots(races);
  const raceOf = (region: string | undefined): PlayedRace => {
    const race = byRegion.get(region ?? '');
    if (race === undefined) throw new RangeError(`There is no race in ${region ?? 'no region'}.`);
    return race;
  };
  const request = (voter: Voter, { region, selection }: Ballot): VoteRequest => {
    const ranking = rankingOf(selection);
    const { regionId, method } = raceOf(region);
    // A ranking is sent as such also in a race with a single choice: it is then well formed, and the race refuses it.
    const votingMethod = ranking.length > 1 ? 'ranked_choice' : method;
    return voteRequest({ kind: 'election', voter, electionId, regionId, method: votingMethod, ranking });
  };
  const drawBallot = (region: string | undefined, random: SeededRandom): Ballot => {
    const { regionId } = raceOf(region);
    if (blankPercent > 0 && random.chance(blankPercent, 100)) return intern(regionId, []);
    return intern(regionId, model.drawRanking(regionId, random));
  };
  return {
    id: electionId,
    rollKey: electionRollKey(electionId),
    regions: [...byRegion.keys()],
    drawRegion: (random) => model.drawRegion(random),
    drawBallot,
    drawInvalid(region, random) {
      const { regionId } = raceOf(region);
      const choices = invalid(regionId);
      return intern(regionId, choices[random.integer(choices.length)] ?? []);
    },
    request,
    malformed(voter, variant) {
      const { regionId, candidates } = raceOf(voter.region);
      const good = intern(
        regionId,
        candidates.slice(0, 1).map(({ candidateId }) => candidateId),
      );
      return malformed(request(voter, good), 'voting_method', variant);
    },
    breakdowns: [REGION_TOTALS, FIRST_PREFERENCES, RANKINGS],
    read: () =>
      readElectionCounts(
        readers,
        races.map(({ regionId }) => ({
          regionId,
          contest: contestKey({ kind: 'election', electionId, regionId }),
        })),
      ),
    standings: (counts) => (counts.arePublic ? races.flatMap((race) => standingOf(race, counts)) : []),
  };
}

function modelRace({ regionId, method, maxRanks, candidates }: PlayedRace): ModelRace {
  return { regionId, method, maxRanks, standing: candidates.filter(({ withdrawn }) => !withdrawn) };
}

/** Keeps one object for equal ballots, as many voters choose the same. */
function ballotTable(): (region: string, ranking: readonly string[]) => Ballot {
  const regions = new Map<string, Map<string, Ballot>>();
  return (region, ranking) => {
    const selection = rankingSelection(ranking);
    const ballots = regions.get(region) ?? new Map<string, Ballot>();
    regions.set(region, ballots);
    const ballot = ballots.get(selection) ?? { region, selection };
    ballots.set(selection, ballot);
    return ballot;
  };
}

function standingOf({ regionId, candidates }: PlayedRace, { breakdowns }: Counts): RaceStanding[] {
  const votes = breakdowns.get(REGION_TOTALS.name)?.get(regionId);
  const firsts = breakdowns.get(FIRST_PREFERENCES.name);
  if (votes === undefined || firsts === undefined) return [];
  const tallies = candidates.map(({ candidateId, name }) => ({
    name,
    votes: firsts.get(lineOf(regionId, candidateId)) ?? 0,
  }));
  const most = Math.max(0, ...tallies.map((tally) => tally.votes));
  return [
    { region: regionId, votes, leader: most === 0 ? undefined : tallies.find((t) => t.votes === most) },
  ];
}
