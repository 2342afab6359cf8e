import { z } from 'zod';
import type { Language, Localized } from '../problems/language.ts';
import type { FieldError } from '../problems/problem.ts';
import { problemBody } from '../problems/problem.ts';
import { electionVoteRequest } from './election-vote.ts';
import { isObject } from './field-errors.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { lawVoteRequest } from './law-vote.ts';
import { requestId, submissionLocation } from './submission.ts';

/** How many votes a gateway may hand in with one request. */
export const MOST_VOTES_IN_BATCH = 500;

const ID = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';
const keyOfVote = { idempotency_key: idempotencyKey.optional() };

/** The body of `POST /api/v1/votes/batch`: votes with the bodies that they would have alone. */
export const voteBatchRequest = z
  .object({
    votes: z
      .array(
        z.union([
          lawVoteRequest.extend(keyOfVote).meta({ id: 'BatchedLawVote' }),
          electionVoteRequest.safeExtend(keyOfVote).meta({ id: 'BatchedElectionVote' }),
        ]),
      )
      .min(1)
      .max(MOST_VOTES_IN_BATCH)
      .meta({
        description: `The votes, on laws (with \`law_id\`) and in elections (with \`election_id\`). Each is the body of a single vote and may have an \`idempotency_key\`, which means what the header Idempotency-Key means for a single vote.`,
      }),
  })
  .meta({ id: 'VoteBatchRequest', description: 'The votes of up to 500 voters.' });

const acceptedVote = z
  .object({
    status: z.literal(202).meta({ description: 'The vote is stored safely, and not counted yet.' }),
    submission_id: requestId,
    location: z.string().meta({
      description: 'Where to follow the submission.',
      examples: [submissionLocation(ID)],
    }),
  })
  .meta({ id: 'AcceptedBatchedVote', description: 'An accepted vote.' });

/** The answer to `POST /api/v1/votes/batch`. */
export const voteBatchBody = z
  .object({
    accepted: z
      .int()
      .meta({ description: 'How many of the votes are accepted: stored safely (P1).', examples: [1] }),
    votes: z.array(z.union([acceptedVote, problemBody])).meta({
      description:
        'The answer to each vote, in the order of the request: accepted (202), or the problem that a single vote would have been answered with.',
    }),
  })
  .meta({ id: 'VoteBatch', description: 'What became of each vote of a request.' });
export type VoteBatchBody = z.infer<typeof voteBatchBody>;

/** The votes of a request as they were sent, or what to correct in its body. */
export type VoteBatch =
  | { readonly ok: true; readonly votes: readonly unknown[] }
  | { readonly ok: false; readonly errors: (language: Language) => readonly FieldError[] };

/** Reads the body of `POST /api/v1/votes/batch`, without its votes. */
export function readVoteBatch(body: unknown): VoteBatch {
  const votes = isObject(body) ? body['votes'] : undefined;
  if (Array.isArray(votes) && votes.length >= 1 && votes.length <= MOST_VOTES_IN_BATCH) {
    return { ok: true, votes };
  }
  return { ok: false, errors: (language) => [{ field: 'votes', message: VOTES_MUST_BE[language] }] };
}

/** One vote of a request: the body that it would have alone, and its key. */
export type BatchedVote =
  | {
      readonly kind: 'law' | 'election';
      readonly body: Readonly<Record<string, unknown>>;
      /** As it was sent; undefined if there is none. */
      readonly key: unknown;
    }
  | { readonly kind: 'unreadable'; readonly error: (language: Language) => FieldError };

/** Tells votes on laws from those in elections, and takes the key out of their body. */
export function readBatchedVote(vote: unknown): BatchedVote {
  if (!isObject(vote)) return unreadable('', VOTE_MUST_BE);
  const { idempotency_key: key, ...body } = vote;
  const isOnLaw = 'law_id' in body;
  const isInElection = 'election_id' in body;
  if (isOnLaw && isInElection) return unreadable('election_id', ONE_CONTEST);
  if (!isOnLaw && !isInElection) return unreadable('law_id', A_CONTEST);
  return { kind: isOnLaw ? 'law' : 'election', body, key };
}

function unreadable(field: string, message: Localized): BatchedVote {
  return { kind: 'unreadable', error: (language) => ({ field, message: message[language] }) };
}

const VOTES_MUST_BE: Localized = {
  fr: `Le corps de la demande doit être un objet JSON dont le champ votes est une liste de 1 à ${MOST_VOTES_IN_BATCH} votes.`,
  en: `The body of the request must be a JSON object whose field votes is a list of 1 to ${MOST_VOTES_IN_BATCH} votes.`,
};
const VOTE_MUST_BE: Localized = {
  fr: 'Le vote doit être un objet JSON : des champs entre accolades { }.',
  en: 'The vote must be a JSON object: fields between braces { }.',
};
const ONE_CONTEST: Localized = {
  fr: 'Le vote nomme une loi (law_id) et une élection (election_id). Envoyez deux votes, ou retirez l’un des deux champs.',
  en: 'The vote names a law (law_id) and an election (election_id). Send two votes, or remove one of the two fields.',
};
const A_CONTEST: Localized = {
  fr: 'Le vote ne nomme aucun scrutin. Ajoutez law_id pour une loi, ou election_id pour une élection.',
  en: 'The vote names no contest. Add law_id for a law, or election_id for an election.',
};
