import type {
  ContestKey,
  ElectionCounts,
  PoliticalParty,
  PublishedElection,
  StandingTabulation,
} from '@scrutin/election';
import {
  candidateName,
  countsOf,
  instantText,
  leadersOf,
  percentageOf,
  raceKey,
  standingsOf,
} from '@scrutin/election';
import type { ElectionResultBody } from '../election-results.ts';
import { partyOf } from './election-view.ts';
import { sumOfKnown, turnoutView } from './turnout-view.ts';

interface Totals {
  votes: bigint;
  seats: number;
  leading: number;
}

interface PartyTotals extends Totals {
  readonly party: PoliticalParty;
}

/**
 * The results of all regions of an election. Seats come from published tabulations, everything else from the counts.
 */
export function electionResultView(
  election: PublishedElection,
  counts: ElectionCounts,
  tabulations: ReadonlyMap<ContestKey, StandingTabulation>,
  nowMs: number,
): ElectionResultBody {
  const provisional = election.status !== 'certified';
  const races = election.races.map((race) => {
    const { votes, blank, ballots } = countsOf(counts, race);
    const standings = standingsOf(race.candidates, votes, nowMs);
    const tabulation = tabulations.get(raceKey(race));
    const winners = tabulation?.winners;
    const acclaimed = tabulation?.acclaimed;
    const total = standings.reduce((sum, standing) => sum + standing.votes, 0n);
    return { race, blank, ballots, standings, winners, acclaimed, total };
  });
  const total = races.reduce((sum, race) => sum + race.total, 0n);
  const ballots = races.reduce((sum, race) => sum + race.ballots, 0n);
  const blank = races.reduce((sum, race) => sum + race.blank, 0n);
  const registered = sumOfKnown(election.races.map((race) => race.registeredVoters));

  const parties = new Map<string, PartyTotals>();
  const independents: Totals = { votes: 0n, seats: 0, leading: 0 };
  for (const { race, standings, winners } of races) {
    const leaders = winners === undefined ? leadersOf(standings, race.seats) : [];
    for (const standing of standings) {
      const { party, id } = standing.candidate;
      const totals = party === undefined ? independents : totalsOf(parties, party);
      totals.votes += standing.votes;
      if (winners?.includes(id) === true) totals.seats += 1;
      if (leaders.includes(standing)) totals.leading += 1;
    }
  }

  return {
    election_id: election.id,
    name: election.name,
    blank_count: Number(blank),
    total_votes: Number(total + blank),
    turnout: turnoutView(registered, ballots),
    seats: {
      total: election.races.reduce((sum, { seats }) => sum + seats, 0),
      decided: races.reduce((sum, { winners }) => sum + (winners?.length ?? 0), 0),
    },
    parties: [...parties.values()].sort(byStrength).map((totals) => ({
      party_code: totals.party.code,
      name: totals.party.name,
      color: totals.party.color,
      ...totalsView(totals, total),
    })),
    independents: totalsView(independents, total),
    candidates: races.flatMap(({ race, standings, winners, acclaimed }) =>
      [...standings]
        .sort((a, b) => race.candidates.indexOf(a.candidate) - race.candidates.indexOf(b.candidate))
        .map(({ candidate, votes, withdrawn }) => ({
          region_id: race.regionId,
          candidate_id: candidate.id,
          name: candidateName(candidate),
          ...partyOf(candidate),
          votes: Number(votes),
          elected: winners?.includes(candidate.id) ?? null,
          acclaimed: acclaimed?.includes(candidate.id) ?? null,
          withdrawn,
        })),
    ),
    regions: races.map(({ race, total: raceTotal, blank: raceBlank, ballots: cast, winners }) => ({
      region_id: race.regionId,
      region_name: race.region.name,
      seats: race.seats,
      blank_count: Number(raceBlank),
      total_votes: Number(raceTotal + raceBlank),
      turnout: turnoutView(race.registeredVoters, cast),
      tabulated: winners !== undefined,
      vacant_seats: winners === undefined ? null : Math.max(0, race.seats - winners.length),
      provisional,
    })),
    purpose: election.purpose,
    provisional,
    updated_at: ballots === 0n ? null : instantText(counts.asOfMs),
    time_zone: election.timeZone,
  };
}

function totalsOf(parties: Map<string, PartyTotals>, party: PoliticalParty): PartyTotals {
  const totals = parties.get(party.code) ?? { party, votes: 0n, seats: 0, leading: 0 };
  parties.set(party.code, totals);
  return totals;
}

function totalsView({ votes, seats, leading }: Totals, total: bigint) {
  return { votes: Number(votes), percentage: percentageOf(votes, total), seats, leading };
}

/** Orders parties by seats, then votes, then code, so that the order of the races does not matter. */
function byStrength(a: PartyTotals, b: PartyTotals): number {
  if (a.seats !== b.seats) return b.seats - a.seats;
  if (a.votes !== b.votes) return a.votes > b.votes ? -1 : 1;
  return a.party.code < b.party.code ? -1 : 1;
}
