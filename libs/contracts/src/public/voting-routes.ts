import { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { routeTable } from '../routes/route.ts';
import { localizedHeaders } from './answer-headers.ts';
import { electionVoteRequest } from './election-vote.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { lawVoteRequest } from './law-vote.ts';
import { acceptedBody, submissionLocation } from './submission.ts';
import { MOST_VOTES_IN_BATCH, voteBatchBody, voteBatchRequest } from './vote-batch.ts';

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
  voteInBatch: {
    method: 'post',
    path: '/api/v1/votes/batch',
    tag: 'Voting',
    summary: 'Hand in the votes of many voters',
    description: `For gateways: kiosks and partners with a key of their own, which an operator creates. Takes up to ${MOST_VOTES_IN_BATCH} votes, on laws and in elections, and answers each of them as it would be answered alone. The answer comes once all accepted votes are stored safely (P1). It is 202 if at least one vote is accepted, and 200 if none is because all were refused. If none is accepted and it may help to send some of them again, the whole request is answered 503; the entry of a vote has the status 503 if only this vote can be sent again.\n\nSend the same votes with the same \`idempotency_key\` again if the answer is lost: they are then the same submissions. Two votes of one credential in one request are judged like two requests: one is counted, the other is rejected as \`already-voted\`.\n\nThe gateway has its own limit of votes per second (429 for the whole request). The limit of submissions from one address does not apply to it; the limit of codes that may be tried for a voter does. The body is JSON in UTF-8 of at most 2,064,384 bytes.`,
    headers: z.object({
      Authorization: z.string().meta({
        description: '`Bearer` and the key of the gateway.',
        examples: ['Bearer sgw_5b1e0c9a7d3f4a219c4ed2f06b7a1188_the-secret-of-43-characters-comes-here-000'],
      }),
    }),
    body: voteBatchRequest,
    bodyExamples: {
      two_votes: {
        value: {
          votes: [
            { nas: '123 456 782', code: 'A1B2C3', law_id: 'L2025-001', vote: 'oui' },
            {
              ...BALLOT,
              voting_method: 'single_choice',
              idempotency_key: '7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11',
            },
          ],
        },
      },
    },
    answers: {
      200: { description: 'No vote is accepted.', headers: localizedHeaders, json: voteBatchBody },
      202: {
        description: 'At least one vote is accepted: stored safely, and not counted yet.',
        headers: localizedHeaders,
        json: voteBatchBody,
      },
    },
    problems: [
      'malformed',
      'gateway-key-refused',
      'method-not-allowed',
      'payload-too-large',
      'unsupported-media-type',
      'rate-limited',
      'internal',
      'broker-unavailable',
      'overloaded',
      'not-ready',
    ],
  },
});
