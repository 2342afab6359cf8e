import type { Database } from '@scrutin/database';
import { storedWord } from '@scrutin/database';
import type {
  LocalizedText,
  PoliticalParty,
  PublishedElection,
  PublishedRace,
  Region,
  StandingCandidate,
} from '@scrutin/election';
import {
  APPROVAL_MODES,
  BALLOT_RECORDS,
  BLANK_VOTES,
  CONTEST_PURPOSES,
  CONTEST_STATUSES,
  ELECTION_TYPES,
  RESULTS_VISIBILITIES,
  UNCONTESTED_RULES,
  VOTING_METHODS,
} from '@scrutin/election';
import { PUBLISHED_ELECTIONS } from '../sql/published-elections.sql.ts';

interface PartyJson {
  readonly code: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly color: string;
}

interface CandidateJson {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string;
  /** Null for an independent. */
  readonly party: PartyJson | null;
  readonly bioFr: string;
  readonly bioEn: string;
  readonly promisesFr: string;
  readonly promisesEn: string;
  readonly photoUrl: string | null;
  readonly position: number;
  readonly withdrawnAtMs: number | null;
}

interface RaceJson {
  readonly regionId: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly method: string;
  readonly seats: number;
  readonly maxRanks: number;
  readonly ruleSet: string;
  readonly uncontested: string | null;
  readonly registered: number | null;
  readonly candidates: readonly CandidateJson[];
}

interface Row {
  readonly id: string;
  readonly name_fr: string;
  readonly name_en: string;
  readonly type: string;
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly time_zone: string;
  readonly status: string;
  readonly results_visibility: string;
  readonly blank_votes: string;
  readonly approval: string;
  readonly purpose: string;
  readonly ballot_record: string;
  readonly races: readonly RaceJson[];
}

/** The elections that are not drafts, ordered by id (code point order), with everything that the public may know. */
export async function publishedElections(database: Database): Promise<PublishedElection[]> {
  const rows = await database.query<Row>('published-elections', PUBLISHED_ELECTIONS);
  return rows.map((row) => ({
    kind: 'election',
    id: row.id,
    name: text(row.name_fr, row.name_en),
    type: storedWord(ELECTION_TYPES, row.type),
    window: { opensAtMs: row.opens_at.getTime(), closesAtMs: row.closes_at.getTime() },
    timeZone: row.time_zone,
    status: storedWord(CONTEST_STATUSES, row.status),
    resultsVisibility: storedWord(RESULTS_VISIBILITIES, row.results_visibility),
    blankVotes: storedWord(BLANK_VOTES, row.blank_votes),
    approval: storedWord(APPROVAL_MODES, row.approval),
    purpose: storedWord(CONTEST_PURPOSES, row.purpose),
    ballotRecord: storedWord(BALLOT_RECORDS, row.ballot_record),
    races: row.races.map((race) => toRace(row.id, race)),
  }));
}

/** All regions, ordered by id. */
export async function regions(database: Database): Promise<Region[]> {
  const rows = await database.run('regions', (client) => client.region.findMany({ orderBy: { id: 'asc' } }));
  return rows.map(({ id, nameFr, nameEn }) => ({ id, name: text(nameFr, nameEn) }));
}

/** All parties, ordered by code. */
export async function parties(database: Database): Promise<PoliticalParty[]> {
  const rows = await database.run('parties', (client) =>
    client.politicalParty.findMany({ orderBy: { code: 'asc' } }),
  );
  return rows.map(toParty);
}

function toRace(electionId: string, race: RaceJson): PublishedRace {
  return {
    electionId,
    regionId: race.regionId,
    region: { id: race.regionId, name: text(race.nameFr, race.nameEn) },
    method: storedWord(VOTING_METHODS, race.method),
    seats: race.seats,
    maxRanks: race.maxRanks,
    ruleSet: race.ruleSet,
    uncontested: race.uncontested === null ? undefined : storedWord(UNCONTESTED_RULES, race.uncontested),
    registeredVoters: race.registered === null ? undefined : BigInt(race.registered),
    candidates: race.candidates.map((candidate) => toCandidate(electionId, race.regionId, candidate)),
  };
}

function toCandidate(electionId: string, regionId: string, json: CandidateJson): StandingCandidate {
  return {
    electionId,
    regionId,
    id: json.id,
    firstName: json.firstName ?? undefined,
    lastName: json.lastName,
    partyCode: json.party?.code,
    party: json.party === null ? undefined : toParty(json.party),
    bio: text(json.bioFr, json.bioEn),
    promises: text(json.promisesFr, json.promisesEn),
    photoUrl: json.photoUrl ?? undefined,
    position: json.position,
    withdrawnAtMs: json.withdrawnAtMs ?? undefined,
  };
}

function toParty({ code, nameFr, nameEn, color }: PartyJson): PoliticalParty {
  return { code, name: text(nameFr, nameEn), color };
}

function text(fr: string, en: string): LocalizedText {
  return { fr, en };
}
