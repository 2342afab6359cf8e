import type { Candidate, Election, Race } from '@scrutin/election';
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
import type {
  Candidate as CandidateRow,
  Election as ElectionRow,
  ElectionRegion as RaceRow,
} from '../generated/prisma/client.ts';
import { storedWord } from '../stored-word.ts';

export function toElection(row: ElectionRow): Election {
  return {
    kind: 'election',
    id: row.id,
    name: { fr: row.nameFr, en: row.nameEn },
    type: storedWord(ELECTION_TYPES, row.type),
    window: { opensAtMs: row.opensAt.getTime(), closesAtMs: row.closesAt.getTime() },
    timeZone: row.timeZone,
    status: storedWord(CONTEST_STATUSES, row.status),
    resultsVisibility: storedWord(RESULTS_VISIBILITIES, row.resultsVisibility),
    blankVotes: storedWord(BLANK_VOTES, row.blankVotes),
    approval: storedWord(APPROVAL_MODES, row.approval),
    purpose: storedWord(CONTEST_PURPOSES, row.purpose),
    ballotRecord: storedWord(BALLOT_RECORDS, row.ballotRecord),
  };
}

export function electionColumns(election: Election): Omit<ElectionRow, 'id'> {
  return {
    nameFr: election.name.fr,
    nameEn: election.name.en,
    type: election.type,
    opensAt: new Date(election.window.opensAtMs),
    closesAt: new Date(election.window.closesAtMs),
    timeZone: election.timeZone,
    status: election.status,
    resultsVisibility: election.resultsVisibility,
    blankVotes: election.blankVotes,
    approval: election.approval,
    purpose: election.purpose,
    ballotRecord: election.ballotRecord,
  };
}

export function toRace(row: RaceRow): Race {
  return {
    electionId: row.electionId,
    regionId: row.regionId,
    method: storedWord(VOTING_METHODS, row.method),
    seats: row.seats,
    maxRanks: row.maxRanks,
    ruleSet: row.ruleSet,
    ...(row.uncontested === null ? {} : { uncontested: storedWord(UNCONTESTED_RULES, row.uncontested) }),
  };
}

export function toCandidate(row: CandidateRow): Candidate {
  return {
    electionId: row.electionId,
    regionId: row.regionId,
    id: row.id,
    firstName: row.firstName ?? undefined,
    lastName: row.lastName,
    partyCode: row.partyCode ?? undefined,
    bio: { fr: row.bioFr, en: row.bioEn },
    promises: { fr: row.promisesFr, en: row.promisesEn },
    photoUrl: row.photoUrl ?? undefined,
    withdrawnAtMs: row.withdrawnAt?.getTime(),
    position: row.position,
  };
}

export function candidateColumns(
  candidate: Candidate,
): Omit<CandidateRow, 'electionId' | 'regionId' | 'id' | 'withdrawnAt'> {
  return {
    firstName: candidate.firstName ?? null,
    lastName: candidate.lastName,
    partyCode: candidate.partyCode ?? null,
    bioFr: candidate.bio.fr,
    bioEn: candidate.bio.en,
    promisesFr: candidate.promises.fr,
    promisesEn: candidate.promises.en,
    photoUrl: candidate.photoUrl ?? null,
    position: candidate.position,
  };
}
