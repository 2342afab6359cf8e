import type { RequestHandler } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { idempotencyKeyFault, readBatchedVote, readVoteBatch } from '@scrutin/contracts/public';
import type { ContestKey } from '@scrutin/election';
import { languageOf, RETRY_AFTER_S, sendProblem } from '@scrutin/http-edge';
import { TransientError } from '@scrutin/service-runtime';
import { problemOfOutcome } from '../vote/answer-outcome.ts';
import { reusedKeyProblem } from '../vote/answer-vote.ts';
import { electionVoteCheck } from '../vote/check-election-vote.ts';
import { lawVoteCheck } from '../vote/check-law-vote.ts';
import type { IntakeOutcome, Submission } from '../vote/intake.ts';
import type { CheckedVote } from '../vote/submission-of-vote.ts';
import { submissionFrom } from '../vote/submission-of-vote.ts';
import type { VoteProblem } from '../vote/vote-check.ts';
import type { VoteDependencies } from '../vote/vote-dependencies.ts';
import type { BatchedAnswer } from './batch-answer.ts';
import { answerBatch } from './batch-answer.ts';
import type { gatewayAllowance } from './gateway-allowance.ts';
import { gatewayOf } from './gateway-entrance.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';

export interface BatchDependencies extends VoteDependencies {
  readonly takeFromAllowance: ReturnType<typeof gatewayAllowance>;
  readonly gatewayMetrics: GatewayMetrics;
}

/** A vote that was given to the intake, and its place in the request. */
interface Submitted {
  readonly place: number;
  readonly contest: CountedContest;
  readonly submission: Submission;
}

/** The votes of one contest in a request. Nothing else is kept of a checked vote while it waits for the broker. */
interface CountedContest extends Pick<CheckedVote, 'scopeId' | 'regionId'> {
  accepted: number;
}

/**
 * The handler of `POST /api/v1/votes/batch`, behind the entrance of gateways. Each vote is checked by the same code as a
 * single vote, and all votes that pass are given to the intake at once. Their time of acceptance is the time at which
 * the handler receives the request (P9). The answer comes once the broker has stored the votes that it says are accepted
 * (P1). Nothing of the gateway is stored with a vote (P6).
 */
export function batchVoteHandler(deps: BatchDependencies): RequestHandler {
  const checkBatch = batchCheck(deps);
  return async (request, response) => {
    const acceptedAtMs = deps.clock();
    const language = languageOf(request.headers['accept-language']);
    const gateway = gatewayOf(response);
    const batch = readVoteBatch(request.body);
    if (!batch.ok) {
      deps.gatewayMetrics.refused('malformed');
      sendProblem(response, 'malformed', language, { errors: batch.errors(language) });
      return;
    }
    const waitMs = await deps.takeFromAllowance(gateway, batch.votes.length);
    if (waitMs > 0) {
      deps.gatewayMetrics.limited(gateway.name, batch.votes.length);
      sendProblem(response, 'rate-limited', language, { retry_after_seconds: Math.ceil(waitMs / 1000) });
      return;
    }
    const { answers, submitted, contests } = await checkBatch(
      batch.votes,
      gateway.id,
      acceptedAtMs,
      language,
    );
    const outcomes = await deps.intake.submitAll(submitted.map(({ submission }) => submission));
    for (const [i, { place, contest, submission }] of submitted.entries()) {
      const outcome = outcomes[i];
      if (outcome === undefined) continue;
      if (outcome.kind === 'accepted') contest.accepted += 1;
      answers[place] =
        outcome.kind === 'idempotency-key-reused'
          ? await answerToReusedKey(deps, submission)
          : answerTo(outcome, submission, language);
    }
    for (const { scopeId, regionId, accepted } of contests)
      deps.metrics.accepted(scopeId, regionId, accepted);
    const counts = answerBatch(response, answers, language);
    if (counts === undefined) deps.gatewayMetrics.refused('unavailable');
    else deps.gatewayMetrics.votes(gateway.name, counts);
  };
}

/** Checks the votes of a request. The votes that pass have no answer yet. */
function batchCheck(deps: BatchDependencies) {
  const checks = { law: lawVoteCheck(deps), election: electionVoteCheck(deps) };
  return async (votes: readonly unknown[], gatewayId: string, acceptedAtMs: number, language: Language) => {
    const origin = { address: `gateway ${gatewayId}`, throughGateway: true };
    const answers: BatchedAnswer[] = [];
    const submitted: Submitted[] = [];
    const contests = new Map<ContestKey, CountedContest>();
    const countedIn = ({ contest: { key }, scopeId, regionId }: CheckedVote): CountedContest => {
      const known = contests.get(key);
      if (known !== undefined) return known;
      const made = { scopeId, ...(regionId === undefined ? {} : { regionId }), accepted: 0 };
      contests.set(key, made);
      return made;
    };
    for (const [place, sent] of votes.entries()) {
      const read = readBatchedVote(sent);
      if (read.kind === 'unreadable') {
        answers[place] = refusal({ type: 'malformed', extras: { errors: [read.error(language)] } });
        continue;
      }
      const found = checks[read.kind](read.body, acceptedAtMs, language);
      const check = found instanceof Promise ? await found : found;
      const { key } = read;
      if (!check.ok) answers[place] = refusal(check.problem);
      else if (key === undefined || isKey(key)) {
        const submission = submissionFrom(deps, origin, key, check.checked);
        submitted.push({ place, contest: countedIn(check.checked), submission });
      } else answers[place] = refusal(keyProblem(key, language));
    }
    return { answers, submitted, contests: contests.values() };
  };
}

function isKey(key: unknown): key is string {
  return typeof key === 'string' && idempotencyKeyFault(key) === undefined;
}

function keyProblem(key: unknown, language: Language): VoteProblem {
  // A key that is no text is at fault like an empty one.
  const message = idempotencyKeyFault(typeof key === 'string' ? key : '')?.[language] ?? '';
  return { type: 'malformed', extras: { errors: [{ field: 'idempotency_key', message }] } };
}

function answerTo(
  outcome: Exclude<IntakeOutcome, { readonly kind: 'idempotency-key-reused' }>,
  { vote: { submissionId } }: Submission,
  language: Language,
): BatchedAnswer {
  if (outcome.kind === 'accepted') return { kind: 'accepted', submissionId };
  const mayBeSentAgain = outcome.kind !== 'rate-limited';
  return {
    kind: 'refused',
    problem: problemOfOutcome(outcome, language),
    mayBeSentAgain,
    isUnconfirmed: outcome.kind === 'unconfirmed',
  };
}

/** The answer to a vote whose key came with another choice before, as a single vote gets it. */
async function answerToReusedKey(
  deps: Pick<VoteDependencies, 'submissionStatus'>,
  { vote: { submissionId } }: Submission,
): Promise<BatchedAnswer> {
  try {
    const problem = await reusedKeyProblem(deps, submissionId);
    return problem === undefined ? { kind: 'accepted', submissionId } : refusal(problem);
  } catch (error) {
    // Other votes of the request may be accepted, so its answer must not be an error.
    if (!(error instanceof TransientError)) throw error;
    return refusal({ type: 'not-ready', extras: { retry_after_seconds: RETRY_AFTER_S } });
  }
}

function refusal(problem: VoteProblem): BatchedAnswer {
  return {
    kind: 'refused',
    problem,
    mayBeSentAgain: problem.type === 'not-ready',
    isUnconfirmed: false,
  };
}
