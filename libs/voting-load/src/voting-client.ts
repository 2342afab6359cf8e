import { setTimeout as delay } from 'node:timers/promises';
import type { HttpAnswer, NoAnswer } from './http-client.ts';
import { HttpClient } from './http-client.ts';
import type { Vote, VoteRequest } from './vote-request.ts';
import { voteRequest } from './vote-request.ts';

/** What became of one vote. 429 and 503 promise nothing: the vote may be sent again, and so may one without answer. */
export type Answer = HttpAnswer | NoAnswer;

/** How a vote is sent again that was refused for now, or not answered. */
export interface Retries {
  /** Sendings of one vote in all, the first included. */
  readonly maxAttempts: number;
  /** Longest wait that a Retry-After may ask for. */
  readonly longestWaitMs: number;
  /** No vote is sent again so long after its first sending; without limit when absent. */
  readonly giveUpAfterMs?: number;
}

export interface VotingClientOptions {
  /** Base address of the API, or who gives it: asked for every sending, as processes come and go. */
  readonly target: string | (() => string);
  readonly connections: number;
  /** Each vote is sent once when absent. */
  readonly retries?: Retries;
  /** Told of every answer after which a vote is not accepted, those that are followed by another included. */
  readonly onSetback?: (answer: Answer) => void;
}

/** Sends votes over connections that it keeps, one request at a time on each, and retries politely. */
export interface VotingClient {
  /**
   * Sends a vote until it is answered for good, as often as `retries` allows.
   *
   * @param idempotencyKey makes all sendings of this vote one submission: an answer that was lost is asked for
   *   again, and the vote counts once
   * @returns the last answer
   */
  cast(request: VoteRequest, idempotencyKey?: string): Promise<Answer>;
  readonly stats: Readonly<VotingStats>;
  close(): Promise<void>;
}

interface VotingStats {
  /** Milliseconds from sending to the answer, of every 202. */
  readonly latenciesMs: number[];
  /** Sendings after 429 or 503. */
  retriesAfterRefusal: number;
  /** Sendings after a connection broke or an answer did not come: the first may have arrived (P2). */
  retriesAfterSilence: number;
}

const FIRST_PAUSE_MS = 50;
const ONCE: Retries = { maxAttempts: 1, longestWaitMs: 0 };

export function openVotingClient(options: VotingClientOptions): VotingClient {
  const { target, connections, retries = ONCE, onSetback } = options;
  const http = new HttpClient(connections);
  const stats: VotingStats = { latenciesMs: [], retriesAfterRefusal: 0, retriesAfterSilence: 0 };

  const cast = async (request: VoteRequest, idempotencyKey?: string): Promise<Answer> => {
    const begunMs = performance.now();
    for (let attempt = 1; ; attempt++) {
      const sentMs = performance.now();
      const answer = await post(http, target, request, idempotencyKey);
      if (isAccepted(answer)) {
        stats.latenciesMs.push(performance.now() - sentMs);
        return answer;
      }
      onSetback?.(answer);
      const isLate = performance.now() - begunMs > (retries.giveUpAfterMs ?? Number.POSITIVE_INFINITY);
      if (!isWorthRepeating(answer) || attempt >= retries.maxAttempts || isLate) return answer;
      if (answer.kind === 'unanswered') stats.retriesAfterSilence += 1;
      else stats.retriesAfterRefusal += 1;
      await delay(pauseMs(retryAfterOf(answer), attempt, retries.longestWaitMs));
    }
  };
  return { cast, stats, close: () => http.close() };
}

/** Sends one vote, once. `target` may throw while no process listens: nobody got the vote then. */
export function castVote(
  http: HttpClient,
  target: string | (() => string),
  vote: Vote,
  idempotencyKey?: string,
): Promise<Answer> {
  return post(http, target, voteRequest(vote), idempotencyKey);
}

async function post(
  http: HttpClient,
  target: string | (() => string),
  { path, body }: VoteRequest,
  idempotencyKey: string | undefined,
): Promise<Answer> {
  let base: string;
  try {
    base = typeof target === 'string' ? target : target();
  } catch (error) {
    return { kind: 'unanswered', neverSent: true, error: error as Error };
  }
  const headers: Record<string, string> =
    idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return http.send(`${base}${path}`, { method: 'POST', body, headers });
}

/** Answered 202: the vote is in the system (P1). */
export function isAccepted(answer: Answer): answer is HttpAnswer & { readonly status: 202 } {
  return answer.kind === 'answered' && answer.status === 202;
}

/** No answer, or one that says to come back: nobody can say whether the vote is in the system. */
export function isWorthRepeating(answer: Answer): boolean {
  return answer.kind === 'unanswered' || answer.status === 429 || answer.status === 503;
}

/** The name of the submission that an accepted vote became: the end of its Location. */
export function submissionIdOf({ headers }: HttpAnswer): string {
  return headers['location']?.split('/').at(-1) ?? '';
}

/**
 * As long as the API asks for (RFC 9110 10.2.3, in seconds), else doubling. Spread over half as much
 * again, so that those who were refused together do not come back together.
 */
export function pauseMs(
  retryAfter: string | undefined,
  attempt: number,
  longestWaitMs: number,
  spread: () => number = Math.random,
): number {
  const asked = retryAfter !== undefined && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const wanted = asked ?? FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10);
  return Math.min(wanted, longestWaitMs) * (1 + spread() / 2);
}

function retryAfterOf(answer: Answer): string | undefined {
  return answer.kind === 'answered' ? answer.headers['retry-after'] : undefined;
}
