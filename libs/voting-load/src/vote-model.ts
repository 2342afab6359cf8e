import type { VotingMethod } from '@scrutin/election';
import type { SeededRandom } from './seeded-random.ts';
import { seededRandom } from './seeded-random.ts';

/** A race as its voters see it. */
export interface ModelRace {
  readonly regionId: string;
  readonly method: VotingMethod;
  readonly maxRanks: number;
  /** The candidates who can be voted for, at least one. */
  readonly standing: readonly {
    readonly candidateId: string;
    /** Undefined for an independent, who is then somewhere near the middle of the region. */
    readonly partyCode: string | undefined;
  }[];
}

/** How voters choose in all races of one election. */
export interface VoteModel {
  /** Draws a region. Larger regions are drawn more often. */
  drawRegion(random: SeededRandom): string;
  /** Draws the ranking of one voter of the region. A single choice is a ranking with one candidate. */
  drawRanking(regionId: string, random: SeededRandom): readonly string[];
}

/**
 * From left to right, and from federalist to sovereigntist. 0 is the middle; most of a population is within 1 of it.
 */
type Position = readonly [economy: number, sovereignty: number];

interface Choice {
  readonly candidateId: string;
  readonly position: Position;
  /** The part of the utility that does not depend on the distance: the strength of party and candidate. */
  readonly strength: number;
}

interface Population {
  readonly regionId: string;
  readonly method: VotingMethod;
  readonly mostRanks: number;
  readonly centre: Position;
  readonly choices: readonly Choice[];
}

/** Standard deviations, in units of the two dimensions or of utility. */
const SPREAD = {
  voters: 0.7,
  regionCentre: 0.3,
  candidate: 0.15,
  partyStrength: 0.6,
  partyInRegion: 0.4,
  candidateStrength: 0.25,
  regionSize: 0.4,
};
/** The utility lost for each squared unit of distance, in units of the Gumbel noise. Most transfers then stay near. */
const DISTANCE_WEIGHT = 2;
/** How many of 100 voters in a ranked race rank one candidate, two, and three. Some of the others rank all. */
const RANKS_OF_100 = [30, 27, 25] as const;
const ALL_OF_THE_OTHERS_PERCENT = 30;

/**
 * A spatial model with random utility. Parties and voters have positions in two dimensions. The utility of a candidate
 * for a voter is the strength of party and candidate, less the squared distance, plus Gumbel noise. Voters rank the
 * candidates by utility. The rankings of voters at one position then follow a Plackett-Luce model. The ballots of a
 * candidate are transferred to candidates nearby, and differently in each region, as in real contests.
 *
 * Sources: Downs, An Economic Theory of Democracy (1957); Enelow and Hinich, The Spatial Theory of Voting
 * (1984); McFadden, Conditional logit analysis of qualitative choice behavior (1974); Luce, Individual Choice
 * Behavior (1959) and Plackett, The analysis of permutations (1975). Yellott, The relationship between Luce's
 * choice axiom, Thurstone's theory … (1977), shows that Gumbel noise leads from one to the other. The numbers above are
 * chosen and not estimated from any electorate.
 *
 * The same races and seed give the same model, in any order of the races.
 */
export function createVoteModel(races: readonly ModelRace[], seed: number): VoteModel {
  const random = seededRandom(seed ^ 0x5bd1e995);
  const parties = partyPositions(races, random);
  const populations = new Map<string, Population>();
  const sizes: number[] = [];
  for (const race of [...races].sort(by(({ regionId }) => regionId))) {
    populations.set(race.regionId, populationOf(race, parties, random));
    sizes.push(Math.exp(SPREAD.regionSize * random.normal()));
  }
  const regionIds = [...populations.keys()];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    drawRegion(draws) {
      let left = draws.unit() * total;
      const at = sizes.findIndex((size) => (left -= size) < 0);
      return regionIds.at(at) ?? '';
    },
    drawRanking(regionId, draws) {
      const population = populations.get(regionId);
      if (population === undefined) throw new RangeError(`There is no race in ${regionId}.`);
      return rankingOf(population, draws);
    },
  };
}

interface Party {
  readonly position: Position;
  readonly strength: number;
}

/**
 * Positions around the middle and apart from each other, because two parties that hardly differ do not both survive.
 */
function partyPositions(races: readonly ModelRace[], random: SeededRandom): ReadonlyMap<string, Party> {
  const codes = new Set(
    races.flatMap(({ standing }) => standing.flatMap(({ partyCode }) => partyCode ?? [])),
  );
  const turn = random.unit();
  return new Map(
    [...codes].sort().map((code, i) => {
      const angle = 2 * Math.PI * (turn + (i + random.unit() / 2) / codes.size);
      const distance = 0.4 + 0.6 * random.unit();
      const position: Position = [distance * Math.cos(angle), distance * Math.sin(angle)];
      return [code, { position, strength: SPREAD.partyStrength * random.normal() }];
    }),
  );
}

function populationOf(
  race: ModelRace,
  parties: ReadonlyMap<string, Party>,
  random: SeededRandom,
): Population {
  const swings = new Map([...parties.keys()].map((code) => [code, SPREAD.partyInRegion * random.normal()]));
  const centre = around([0, 0], SPREAD.regionCentre, random);
  const choices = [...race.standing]
    .sort(by(({ candidateId }) => candidateId))
    .map(({ candidateId, partyCode }): Choice => {
      const party = parties.get(partyCode ?? '') ?? { position: centre, strength: 0 };
      return {
        candidateId,
        position: around(party.position, SPREAD.candidate, random),
        strength:
          party.strength + (swings.get(partyCode ?? '') ?? 0) + SPREAD.candidateStrength * random.normal(),
      };
    });
  const mostRanks = Math.min(race.maxRanks, choices.length);
  return { regionId: race.regionId, method: race.method, mostRanks, centre, choices };
}

function rankingOf(population: Population, random: SeededRandom): readonly string[] {
  const voter = around(population.centre, SPREAD.voters, random);
  const utilities = population.choices.map(({ candidateId, position, strength }) => {
    const squared = (position[0] - voter[0]) ** 2 + (position[1] - voter[1]) ** 2;
    return { candidateId, utility: strength - DISTANCE_WEIGHT * squared + random.gumbel() };
  });
  utilities.sort((a, b) => b.utility - a.utility);
  const ranks = population.method === 'single_choice' ? 1 : ranksOf(population.mostRanks, random);
  return utilities.slice(0, ranks).map(({ candidateId }) => candidateId);
}

/** The number of candidates that a voter ranks. Most voters rank a few, and some as many as the race allows. */
function ranksOf(most: number, random: SeededRandom): number {
  let left = random.integer(100);
  for (const [i, share] of RANKS_OF_100.entries()) {
    if (left < share) return Math.min(i + 1, most);
    left -= share;
  }
  const beyond = most - RANKS_OF_100.length;
  if (beyond < 1 || random.chance(ALL_OF_THE_OTHERS_PERCENT, 100)) return most;
  return RANKS_OF_100.length + 1 + random.integer(beyond);
}

function around(centre: Position, spread: number, random: SeededRandom): Position {
  return [centre[0] + spread * random.normal(), centre[1] + spread * random.normal()];
}

/** Compares identifiers by code points, as everywhere. */
function by<T>(keyOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0);
}
