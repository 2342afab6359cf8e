import type { ElectionCounts, Law, PublishedElection, PublishedRace, TurnoutSeries } from '@scrutin/election';
import { countsOf, percentageOf } from '@scrutin/election';
import type { ElectionTurnoutBody, LawTurnoutBody, RaceTurnoutBody, TurnoutBody } from '../turnout.ts';
import type { TurnoutPage } from './turnout-over-time.ts';
import { turnoutOverTime } from './turnout-over-time.ts';

/**
 * Turnout as the API shows it. The counts are JSON numbers, which are exact up to 2^53.
 *
 * @param registered undefined while no roll says how many
 */
export function turnoutView(registered: bigint | undefined, voters: bigint): TurnoutBody {
  return {
    registered_voters: registered === undefined ? null : Number(registered),
    voters: Number(voters),
    percentage: registered === undefined ? null : percentageOf(voters, registered),
  };
}

/** Turnout of an election, and of each of its regions. */
export function electionTurnoutView(
  election: PublishedElection,
  counts: ElectionCounts,
): ElectionTurnoutBody {
  const regions = election.races.map((race) => ({ race, ballots: countsOf(counts, race).ballots }));
  return {
    election_id: election.id,
    total: turnoutView(
      sumOfKnown(election.races.map(({ registeredVoters }) => registeredVoters)),
      regions.reduce((sum, { ballots }) => sum + ballots, 0n),
    ),
    regions: regions.map(({ race, ballots }) => ({
      region_id: race.regionId,
      region_name: race.region.name,
      ...turnoutView(race.registeredVoters, ballots),
    })),
    purpose: election.purpose,
  };
}

/** What a turnout over time is made of. */
export interface TurnoutReading {
  readonly series: TurnoutSeries;
  readonly page: TurnoutPage;
  readonly nowMs: number;
}

/** Turnout of a race: how many voted so far, and when. */
export function raceTurnoutView(
  election: Pick<PublishedElection, 'id' | 'window' | 'timeZone' | 'purpose'>,
  race: PublishedRace,
  counts: ElectionCounts,
  { series, page, nowMs }: TurnoutReading,
): RaceTurnoutBody {
  return {
    election_id: election.id,
    region_id: race.regionId,
    ...turnoutView(race.registeredVoters, countsOf(counts, race).ballots),
    ...turnoutOverTime(series, election, page, nowMs),
    purpose: election.purpose,
  };
}

/** Turnout of a law: how many voted so far, and when. */
export function lawTurnoutView(
  law: Pick<Law, 'id' | 'window' | 'timeZone' | 'purpose'>,
  registered: bigint | undefined,
  voters: bigint,
  { series, page, nowMs }: TurnoutReading,
): LawTurnoutBody {
  return {
    law_id: law.id,
    ...turnoutView(registered, voters),
    ...turnoutOverTime(series, law, page, nowMs),
    purpose: law.purpose,
  };
}

/** The sum of the parts, or undefined if one of them is unknown. */
export function sumOfKnown(parts: readonly (bigint | undefined)[]): bigint | undefined {
  let sum = 0n;
  for (const part of parts) {
    if (part === undefined) return undefined;
    sum += part;
  }
  return sum;
}
