import { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { routeTable } from '../routes/route.ts';
import { localizedHeaders } from './answer-headers.ts';
import { electionVoteRequest } from './election-vote.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { lawVoteRequest } from './law-vote.ts';
import { acceptedBody, submissionLocation } from './submission.ts';

const accepted = {
  description: 'The vote is accepted: it is stored safely, and not counted yet.',
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

/** The problems with which every vote can be refused. */
const REFUSALS = [
  'malformed',
  'idempotency-key-invalid',
  'unknown-contest',
  'method-not-allowed',
  'not-open',
  'closed',
  'blank-not-allowed',
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

/** The routes for casting a vote. */
export const VOTE_ROUTES = routeTable({
  voteOnLaw: {
    method: 'post',
    path: '/api/v1/vote',
    tag: 'Voting',
    summary: 'Vote on a law',
    description:
      'Answers 202 once the vote is stored safely (P1). The vote is checked and counted afterwards: follow it at `location`. The time of acceptance decides whether the vote was in time (P9).\n\nA vote cannot be changed: the first vote that is counted is final, and every other one is rejected as `already-voted`. A blank vote (`blank`, in French `blanc`) is taken only if `blank_votes` of the contest is `allowed`. After a 503 `broker-unavailable` it may be unknown whether the vote was received; the answer says so. Send the vote again with the same Idempotency-Key. Without a key you can send it again too: only one vote is counted.\n\nThe body is JSON in UTF-8 of at most 4,096 bytes. Unknown members are ignored, but no member may be given twice or under nearly the same name.',
    headers: voteHeaders,
    body: lawVoteRequest,
    bodyExamples: {
      oui: { value: { nas: '123 456 782', code: 'A1B2C3', law_id: 'L2025-001', vote: 'oui' } },
      non: { value: { nas: '123456782', code: 'a1b2c3', law_id: 'L2025-001', vote: 'non' } },
      blank: { value: { nas: '123456782', code: 'a1b2c3', law_id: 'L2025-001', vote: 'blank' } },
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
      'Takes one candidate or a ranking, in the region in which the voter is registered. Answers 202 once the ballot is stored safely (P1). A ballot that the race does not accept is refused at once with the reason, and nothing is recorded. Whether the voter is on the roll, and in which region, is checked afterwards: follow the vote at `location`. The time of acceptance decides whether the vote was in time and which candidates had withdrawn (P9).\n\nA vote cannot be changed: the first vote that is counted is final, and every other one is rejected as `already-voted`. A blank vote (`blank`, in French `blanc`) is taken only if `blank_votes` of the contest is `allowed`. After a 503 `broker-unavailable` it may be unknown whether the ballot was received; the answer says so. Send the ballot again with the same Idempotency-Key. Without a key you can send it again too: only one ballot is counted.\n\nThe body is JSON in UTF-8 of at most 4,096 bytes. Unknown members are ignored, but no member may be given twice or under nearly the same name. A list or an object under an unknown name is refused, as it could be a ranking.',
    headers: voteHeaders,
    body: electionVoteRequest,
    bodyExamples: {
      single_choice: { value: { ...BALLOT, voting_method: 'single_choice' } },
      blank: { value: { ...BALLOT, candidate_id: 'blank', voting_method: 'single_choice' } },
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
