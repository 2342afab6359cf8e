import type { RequestHandler } from 'express';
import { fieldErrors, idempotencyKey, languageOf, lawVoteRequest } from '@scrutin/contracts';
import type { Language } from '@scrutin/contracts';
import { contestKey, issueSubmissionId, lawSelection, windowStateAt } from '@scrutin/election';
import type { ContestKey, OpenContest, RollScheme, Selection, SubmissionId } from '@scrutin/election';
import type { CredentialHasher } from '@scrutin/credentials';
import { sendProblem } from '@scrutin/http-edge';
import { limitedAddress } from './client-address.ts';
import type { Intake, IntakeOutcome } from './intake.ts';
import { answerAccepted } from './answer-accepted.ts';
import type { VoteMetrics } from './vote-metrics.ts';

export interface LawVoteDependencies {
  readonly intake: Pick<Intake, 'submit'>;
  /** The contest, as far as this process can know; asks the database again before it says undefined. */
  readonly findContest: (key: ContestKey) => OpenContest | undefined | Promise<OpenContest | undefined>;
  /** One hasher for each scheme a roll may have. */
  readonly hashers: Readonly<Record<RollScheme, CredentialHasher>>;
  readonly clock: () => number;
  /** At least 12 fresh random bytes. */
  readonly entropy: () => Uint8Array;
  readonly metrics: VoteMetrics;
}

const UNGUESSABLE_KEY_LENGTH = 16;
const FINGERPRINT_BYTES = 12;

/**
 * `POST /api/v1/vote`. NAS and code end here: what leaves is their keyed hash (P6, P7). The vote is
 * judged by the moment this handler saw it (P9), and answered 202 once it is durable (P1).
 */
export function lawVoteHandler(deps: LawVoteDependencies): RequestHandler {
  return async (request, response) => {
    const acceptedAtMs = deps.clock();
    const body = lawVoteRequest.safeParse(request.body);
    if (!body.success) {
      const language = languageOf(request.headers['accept-language']);
      sendProblem(response, 'malformed', language, { errors: fieldErrors(body.error, language) });
      return;
    }
    const { nas, code, law_id: lawId, vote } = body.data;
    const contestKeyOfLaw = contestKey({ kind: 'law', lawId });
    const found = deps.findContest(contestKeyOfLaw);
    const contest = found instanceof Promise ? await found : found;
    const problem = contest === undefined ? 'unknown-contest' : notOpen(contest, acceptedAtMs);
    if (contest === undefined || problem !== undefined) {
      sendProblem(response, problem ?? 'unknown-contest', languageOf(request.headers['accept-language']), {
        ...(contest === undefined
          ? {}
          : {
              opens_at: new Date(contest.window.opensAtMs).toISOString(),
              closes_at: new Date(contest.window.closesAtMs).toISOString(),
            }),
      });
      return;
    }

    const hasher = deps.hashers[contest.rollScheme ?? 'hmac-sha256'];
    const credentialHash = hasher.credentialHash(nas, code, lawId);
    const guessKey = base64url(hasher.guessKey(nas, lawId));
    const selection = lawSelection(vote);
    const key = request.headers['idempotency-key'];
    const identity =
      key === undefined ? fresh(hasher, deps) : repeatable(hasher, key, credentialHash, selection);
    if (identity === undefined) {
      sendProblem(response, 'idempotency-key-invalid', languageOf(request.headers['accept-language']));
      return;
    }
    const { submissionId } = identity;

    const outcome = await deps.intake.submit({
      address: limitedAddress(request.ip ?? ''),
      guessKey,
      ...(identity.fingerprint === undefined
        ? {}
        : { idempotency: { submissionId, fingerprint: identity.fingerprint } }),
      vote: {
        submissionId,
        contest: contestKeyOfLaw,
        credentialHash: base64url(credentialHash),
        guessKey,
        acceptedAtMs,
        selection,
      },
    });
    if (outcome.kind === 'accepted') {
      deps.metrics.accepted(lawId);
      answerAccepted(response, submissionId, languageOf(request.headers['accept-language']));
    } else refuse(response, outcome, languageOf(request.headers['accept-language']));
  };
}

function notOpen(contest: OpenContest, atMs: number): 'not-open' | 'closed' | undefined {
  const state = windowStateAt(contest.window, atMs);
  return state === 'open' ? undefined : state;
}

/** Which submission this is; with a fingerprint when it has an Idempotency-Key. */
interface Identity {
  readonly submissionId: SubmissionId;
  readonly fingerprint?: string;
}

function fresh(hasher: CredentialHasher, deps: Pick<LawVoteDependencies, 'entropy'>): Identity {
  return { submissionId: issueSubmissionId(deps.entropy(), hasher.submissionTag) };
}

/**
 * The same key with the same credential is the same submission, on any replica. What is kept, for an hour,
 * is a fingerprint of the choice, so that another one under the key is refused. Not for a key so short that
 * whoever holds the pepper could guess it, and with it the choice (P6).
 *
 * @returns undefined for a header that is no key
 */
function repeatable(
  hasher: CredentialHasher,
  header: string | string[],
  credentialHash: Uint8Array,
  selection: Selection,
): Identity | undefined {
  const key = idempotencyKey.safeParse(header);
  if (!key.success) return undefined;
  const entropy = hasher.idempotentEntropy(key.data, credentialHash);
  const submissionId = issueSubmissionId(entropy, hasher.submissionTag);
  if (key.data.length < UNGUESSABLE_KEY_LENGTH) return { submissionId, fingerprint: '' };
  const fingerprint = base64url(
    hasher.idempotentFingerprint(key.data, selection).subarray(0, FINGERPRINT_BYTES),
  );
  return { submissionId, fingerprint };
}

function refuse(
  response: Parameters<typeof sendProblem>[0],
  outcome: Exclude<IntakeOutcome, { kind: 'accepted' }>,
  language: Language,
): void {
  switch (outcome.kind) {
    case 'rate-limited':
      response.set('Retry-After', String(Math.max(1, Math.ceil(outcome.retryAfterMs / 1000))));
      sendProblem(response, 'rate-limited', language);
      return;
    case 'idempotency-key-reused':
      sendProblem(response, outcome.kind, language);
      return;
    case 'overloaded':
    case 'broker-unavailable':
      response.set('Retry-After', '5');
      sendProblem(response, outcome.kind, language);
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
