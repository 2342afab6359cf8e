import { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { routeTable } from '../routes/route.ts';
import { localizedHeaders } from './answer-headers.ts';
import { electionVoteRequest } from './election-vote.ts';
import { idempotencyKey, lawVoteRequest } from './law-vote.ts';
import { acceptedBody, submissionLocation } from './submission.ts';

const accepted = {
  description: 'Accepted: stored safely, not yet counted.',
  headers: localizedHeaders.extend({
    Location: z.string().meta({
      description: 'Where to follow the submission.',
      examples: [submissionLocation('5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188')],
    }),
  }),
  json: acceptedBody,
};

const voteHeaders = z.object({ 'Idempotency-Key': idempotencyKey.optional() });

const BALLOT = {
  nas: '123 456 782',
  code: 'A1B2C3',
  election_id: 'PROV-2025',
  region_id: 'SHERBROOKE',
  candidate_id: 'roy',
};

/** How a vote can be refused, on whatever it is. */
const REFUSALS = [
  'malformed',
  'idempotency-key-invalid',
  'unknown-contest',
  'method-not-allowed',
  'not-open',
  'closed',
  'payload-too-large',
  'unsupported-media-type',
  'idempotency-key-reused',
  'key-of-rejected-vote',
  'rate-limited',
  'internal',
  'broker-unavailable',
  'overloaded',
  'not-ready',
] as const satisfies readonly ProblemType[];

/** Casting a vote. */
export const VOTE_ROUTES = routeTable({
  voteOnLaw: {
    method: 'post',
    path: '/api/v1/vote',
    tag: 'Voting',
    summary: 'Vote on a law',
    description:
      'Answers 202 once the vote is stored safely (P1). It is checked and counted afterwards: follow it at `location`. The moment of acceptance decides whether the vote was in time (P9).\n\nA vote cannot be changed: the first that is counted stands, and another is rejected as `already-voted`. There is no blank vote. A 503 `broker-unavailable` may leave unknown whether the vote was received, and says so: send it again with the same Idempotency-Key; without one, one vote is counted all the same.\n\nThe body is JSON in UTF-8, of at most 4,096 bytes. Members that are not described are passed over, but no member may be given twice, nor under nearly the same name.',
    headers: voteHeaders,
    body: lawVoteRequest,
    bodyExamples: {
      oui: { value: { nas: '123 456 782', code: 'A1B2C3', law_id: 'L2025-001', vote: 'oui' } },
      non: { value: { nas: '123456782', code: 'a1b2c3', law_id: 'L2025-001', vote: 'non' } },
    },
    answers: { 202: accepted },
    problems: REFUSALS,
  },
  voteInElection: {
    method: 'post',
    path: '/api/v1/elections/vote',
    tag: 'Voting',
    summary: 'Vote in an election',
    description:
      'One candidate or a ranking, in the region whose roll the voter is on. Answers 202 once the ballot is stored safely (P1). A ballot that the race does not take is refused at once, with the reason, and nothing is recorded; whether the voter is on the roll, and of which region, is checked afterwards: follow it at `location`. The moment of acceptance decides whether the vote was in time, and who still stood (P9).\n\nA vote cannot be changed: the first that is counted stands, and another is rejected as `already-voted`. There is no blank vote. A 503 `broker-unavailable` may leave unknown whether the ballot was received, and says so: send it again with the same Idempotency-Key; without one, one ballot is counted all the same.\n\nThe body is JSON in UTF-8, of at most 4,096 bytes. Members that are not described are passed over, but no member may be given twice, nor under nearly the same name, and no list may stand under a name that is not described: it could be a ranking.',
    headers: voteHeaders,
    body: electionVoteRequest,
    bodyExamples: {
      single_choice: { value: { ...BALLOT, voting_method: 'single_choice' } },
      ranked_choice: {
        value: {
          ...BALLOT,
          voting_method: 'ranked_choice',
          ranked_choices: ['roy', 'tremblay', 'gagnon'],
        },
      },
    },
    answers: { 202: accepted },
    problems: [
      ...REFUSALS,
      'unknown-candidate',
      'withdrawn-candidate',
      'repeated-candidate',
      'too-many-ranks',
      'ranking-not-allowed',
    ],
  },
});
