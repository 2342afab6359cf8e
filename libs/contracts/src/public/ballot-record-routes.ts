import { z } from 'zod';
import { routeTable } from '../routes/route.ts';
import { localizedHeaders, validatedHeaders } from './answer-headers.ts';
import { READ_PROBLEMS } from './cached-answer.ts';
import { electionId, regionId } from './election.ts';
import { lawId } from './law-vote.ts';

const ofRace = z.object({ election_id: electionId, region_id: regionId });
const PROBLEMS = [
  'ballots-not-yet-published',
  'ballots-never-published',
  'unknown-contest',
  'not-tabulated',
  ...READ_PROBLEMS,
] as const;

const AS_CSV =
  'The heading `selection,count`, then a line for each selection, in the order of their UTF-8 bytes; each line ends by LF. A selection is `oui`, `non`, identifiers of candidates in order of preference joined by `>`, or `#blank`. The SHA-256 of the contest key (`law:ID` or `election:ID:REGION`) and a line feed, followed by the lines without the heading, is the `ballots_digest` of the published count.';
const AS_BLT =
  'The numbers of candidates and seats, withdrawn candidates, then each group of equal ballots (`count n n … 0`), the names, and the contest key as title. Comments at the end give the identifiers of the candidates. docs/AUDITING.md describes it.';
const AS_CAST_VOTE_RECORDS =
  'A cast vote record report (NIST SP 1500-103, version 1.0.0, JSON) with one record for each ballot, sorted by the selections of the ballots. The order tells nothing about voters, and a record has neither a time nor a place (P6). The names are in the language of the request.';
const castVoteRecordHeaders = validatedHeaders.extend(localizedHeaders.shape);

/** The routes of the ballots of certified contests (P8). */
export const BALLOT_RECORD_ROUTES = routeTable({
  lawBallots: {
    method: 'get',
    path: '/api/v1/laws/{id}/ballots.csv',
    tag: 'Results',
    summary: 'The ballots of a certified law',
    description: AS_CSV,
    params: z.object({ id: lawId }),
    answers: {
      200: {
        description: 'Every selection with its number of ballots.',
        headers: validatedHeaders,
        otherMedia: ['text/csv'],
      },
    },
    problems: PROBLEMS,
  },
  lawCastVoteRecords: {
    method: 'get',
    path: '/api/v1/laws/{id}/cast-vote-records.json',
    tag: 'Results',
    summary: 'The ballots of a certified law as cast vote records',
    description: AS_CAST_VOTE_RECORDS,
    params: z.object({ id: lawId }),
    answers: {
      200: {
        description: 'A record for each ballot.',
        headers: castVoteRecordHeaders,
        otherMedia: ['application/json'],
      },
    },
    problems: PROBLEMS,
  },
  raceCastVoteRecords: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/cast-vote-records.json',
    tag: 'Results',
    summary: 'The ballots of a race of a certified election as cast vote records',
    description: AS_CAST_VOTE_RECORDS,
    params: ofRace,
    answers: {
      200: {
        description: 'A record for each ballot.',
        headers: castVoteRecordHeaders,
        otherMedia: ['application/json'],
      },
    },
    problems: PROBLEMS,
  },
  raceBallots: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/ballots.csv',
    tag: 'Results',
    summary: 'The ballots of a race of a certified election',
    description: AS_CSV,
    params: ofRace,
    answers: {
      200: {
        description: 'Every selection with its number of ballots.',
        headers: validatedHeaders,
        otherMedia: ['text/csv'],
      },
    },
    problems: PROBLEMS,
  },
  raceBallotsBlt: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/ballots.blt',
    tag: 'Results',
    summary: 'The same ballots as a BLT file, for other programs that count',
    description: AS_BLT,
    params: ofRace,
    answers: {
      200: {
        description: 'The contest with its ballots.',
        headers: validatedHeaders,
        otherMedia: ['text/plain'],
      },
    },
    problems: PROBLEMS,
  },
});
