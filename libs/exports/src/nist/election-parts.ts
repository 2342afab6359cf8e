import type { ElectionRecord, RaceRecord } from '../results/result-record.ts';
import {
  ballotCounts,
  countStatus,
  daysOf,
  digestNote,
  undervotes,
  voteCounts,
  votersUnit,
} from './law-parts.ts';
import { bothLanguages, ourIdentifier } from './report-texts.ts';
import type { ReportParts } from './results-report.ts';

const SCOPE = 'unit-all';

type CandidateResult = RaceRecord['result']['candidates'][number];

/** An election with a contest for each race. The identifiers are numbers, as ours may be equal in two regions. */
export function electionParts({ election, result, races }: ElectionRecord): ReportParts {
  const parties = new Map(result.parties.map(({ party_code }, index) => [party_code, `party-${index + 1}`]));
  const { turnout } = result;
  return {
    units: [
      {
        ...votersUnit(
          SCOPE,
          { fr: 'Ensemble', en: 'All regions' },
          turnout.registered_voters,
          turnout.voters,
        ),
        ComposingGpUnitIds: races.map((_race, index) => unitOf(index)),
      },
      ...races.map(({ result: race }, index) => ({
        ...votersUnit(unitOf(index), race.region_name, race.turnout.registered_voters, race.turnout.voters),
        ExternalIdentifier: ourIdentifier(race.region_id),
        OtherType: 'region',
      })),
    ],
    parties: result.parties.map(({ party_code, name, color }) => ({
      '@type': 'ElectionResults.Party',
      '@id': parties.get(party_code),
      Abbreviation: bothLanguages({ fr: party_code, en: party_code }),
      Name: bothLanguages(name),
      Color: color.slice(1).toLowerCase(),
      ExternalIdentifier: ourIdentifier(party_code),
    })),
    notes: races.flatMap(({ result: race, tabulation }) =>
      tabulation === null
        ? []
        : [digestNote(`election:${election.id}:${race.region_id}`, tabulation.ballots_digest)],
    ),
    election: {
      '@type': 'ElectionResults.Election',
      ...daysOf(election),
      ElectionScopeId: SCOPE,
      ExternalIdentifier: ourIdentifier(election.id),
      Name: bothLanguages(election.name),
      Type: 'other',
      OtherType: election.type,
      BallotCounts: [
        ballotCounts(SCOPE, result.total_votes),
        ...races.map(({ result: race }, index) => ballotCounts(unitOf(index), race.total_votes)),
      ],
      Candidate: races.flatMap((race, region) =>
        race.result.candidates.map((candidate, index) => ({
          '@type': 'ElectionResults.Candidate',
          '@id': candidateOf(region, index),
          BallotName: bothLanguages({ fr: candidate.name, en: candidate.name }),
          ExternalIdentifier: ourIdentifier(candidate.candidate_id),
          ...(candidate.party_code === null ? {} : { PartyId: parties.get(candidate.party_code) }),
          ...statusOf(candidate, race.tabulation),
        })),
      ),
      Contest: races.map((race, region) => raceContest(race, region, maxRanksOf(election, race))),
    },
  };
}

function raceContest({ result, tabulation }: RaceRecord, region: number, votesAllowed: number) {
  const unit = unitOf(region);
  return {
    '@type': 'ElectionResults.CandidateContest',
    '@id': `contest-${region + 1}`,
    Name: result.region_name.fr,
    BallotTitle: bothLanguages(result.region_name),
    ElectionDistrictId: unit,
    ExternalIdentifier: ourIdentifier(`election:${result.election_id}:${result.region_id}`),
    NumberElected: result.seats,
    VotesAllowed: votesAllowed,
    VoteVariation: result.method === 'ranked_choice' ? 'rcv' : 'plurality',
    CountStatus: [countStatus(tabulation !== null)],
    OtherCounts: [undervotes(unit, result.blank_count)],
    ContestSelection: result.candidates.map((candidate, index) => ({
      '@type': 'ElectionResults.CandidateSelection',
      '@id': `selection-${region + 1}-${index + 1}`,
      CandidateIds: [candidateOf(region, index)],
      SequenceOrder: index + 1,
      VoteCounts: [voteCounts(unit, candidate.votes), ...roundCounts(unit, candidate, result, tabulation)],
    })),
  };
}

/** The votes of each round of a ranked race, numbered through from 1 if the rules count in several passes. */
function roundCounts(
  unit: string,
  { candidate_id }: CandidateResult,
  { method }: RaceRecord['result'],
  tabulation: RaceRecord['tabulation'],
) {
  if (method !== 'ranked_choice' || tabulation === null) return [];
  return tabulation.rounds.flatMap(({ tally }, index) => {
    const votes = tally[candidate_id];
    return votes === undefined ? [] : [{ ...voteCounts(unit, Number(votes)), Round: index + 1 }];
  });
}

function statusOf({ candidate_id, withdrawn }: CandidateResult, tabulation: RaceRecord['tabulation']) {
  if (tabulation?.winners.includes(candidate_id) === true) return { PostElectionStatus: 'winner' };
  if (withdrawn) return { PreElectionStatus: 'withdrawn', PostElectionStatus: 'withdrawn' };
  return tabulation === null ? {} : { PostElectionStatus: 'defeated' };
}

function maxRanksOf(election: ElectionRecord['election'], { result }: RaceRecord): number {
  return election.regions.find(({ id }) => id === result.region_id)?.max_ranks ?? 1;
}

function unitOf(region: number): string {
  return `unit-${region + 1}`;
}

function candidateOf(region: number, index: number): string {
  return `candidate-${region + 1}-${index + 1}`;
}
