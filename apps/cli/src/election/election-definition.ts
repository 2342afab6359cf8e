import type { Candidate, Election, ElectionDetail, PoliticalParty, Race, Region } from '@scrutin/election';
import {
  DEFAULT_TIME_ZONE,
  defaultApproval,
  instantText,
  isTimeZone,
  localInstantText,
  normalCandidate,
  readInstant,
  withNormalName,
} from '@scrutin/election';
import type { ElectionFile } from './election-file.ts';
import { ELECTION_FORMAT } from './election-file.ts';

/** A race with its candidates, in the order of the ballot. */
export interface RaceDefinition extends Race {
  readonly candidates: readonly Candidate[];
}

/** The content of an election file, as records of the election office. */
export interface ElectionDefinition {
  readonly regions: readonly Region[];
  readonly parties: readonly PoliticalParty[];
  readonly election: Election;
  readonly races: readonly RaceDefinition[];
}

/** @param defaultZone the time zone of an election whose file names none */
export function definitionOf(file: ElectionFile, defaultZone = DEFAULT_TIME_ZONE): ElectionDefinition {
  const { id: electionId, time_zone: timeZone = defaultZone } = file.election;
  return {
    regions: file.regions.map(withNormalName),
    parties: file.parties.map(withNormalName),
    election: withNormalName({
      kind: 'election',
      id: electionId,
      name: file.election.name,
      type: file.election.type,
      window: {
        opensAtMs: msOf(file.election.opens_at, timeZone),
        closesAtMs: msOf(file.election.closes_at, timeZone),
      },
      timeZone,
      status: 'draft',
      resultsVisibility: file.election.results_visibility,
      blankVotes: file.election.blank_votes,
      approval: file.election.approval ?? defaultApproval(file.election.purpose),
      purpose: file.election.purpose,
      ballotRecord: file.election.ballot_record,
    }),
    races: file.races.map((race) => ({
      electionId,
      regionId: race.region_id,
      method: race.method,
      seats: race.seats,
      maxRanks: race.max_ranks ?? (race.method === 'single_choice' ? 1 : Math.max(2, race.candidates.length)),
      ruleSet: race.rule_set,
      uncontested: race.uncontested,
      candidates: race.candidates.map((candidate, position) =>
        normalCandidate({
          electionId,
          regionId: race.region_id,
          id: candidate.id,
          firstName: candidate.first_name,
          lastName: candidate.last_name,
          partyCode: candidate.party_code,
          bio: candidate.bio,
          promises: candidate.promises,
          photoUrl: candidate.photo_url,
          withdrawnAtMs:
            candidate.withdrawn_at === undefined ? undefined : msOf(candidate.withdrawn_at, timeZone),
          position,
        }),
      ),
    })),
  };
}

/** NaN for a text that is not an instant, which `fileProblems` reports. */
function msOf(text: string, timeZone: string): number {
  const reading = isTimeZone(timeZone) ? readInstant(text, timeZone) : readInstant(text);
  return reading.ok ? reading.ms : Number.NaN;
}

/**
 * The file from which this election can be loaded again. It includes the regions and parties that the election uses.
 */
export function fileOf(election: ElectionDetail, parties: readonly PoliticalParty[]): ElectionFile {
  const used = new Set(election.races.flatMap(({ candidates }) => candidates.map((one) => one.partyCode)));
  return {
    format: ELECTION_FORMAT,
    regions: election.races.map(({ region }) => ({ id: region.id, name: region.name })),
    parties: parties
      .filter(({ code }) => used.has(code))
      .map(({ code, name, color }) => ({ code, name, color })),
    election: {
      id: election.id,
      name: election.name,
      type: election.type,
      opens_at: localInstantText(election.window.opensAtMs, election.timeZone),
      closes_at: localInstantText(election.window.closesAtMs, election.timeZone),
      time_zone: election.timeZone,
      results_visibility: election.resultsVisibility,
      blank_votes: election.blankVotes,
      approval: election.approval,
      purpose: election.purpose,
      ballot_record: election.ballotRecord,
    },
    races: election.races.map((race) => ({
      region_id: race.regionId,
      method: race.method,
      seats: race.seats,
      max_ranks: race.maxRanks,
      rule_set: race.ruleSet,
      ...(race.uncontested === undefined ? {} : { uncontested: race.uncontested }),
      candidates: race.candidates.map((candidate) => ({
        id: candidate.id,
        ...(candidate.firstName === undefined ? {} : { first_name: candidate.firstName }),
        last_name: candidate.lastName,
        ...(candidate.partyCode === undefined ? {} : { party_code: candidate.partyCode }),
        bio: candidate.bio,
        promises: candidate.promises,
        ...(candidate.photoUrl === undefined ? {} : { photo_url: candidate.photoUrl }),
        ...(candidate.withdrawnAtMs === undefined
          ? {}
          : { withdrawn_at: instantText(candidate.withdrawnAtMs) }),
      })),
    })),
  };
}
