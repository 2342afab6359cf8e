import { Pool } from 'undici';
import type { Dispatcher } from 'undici';

/** What became of one request after its retries. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Of a 202: the name of the submission. */
      readonly submissionId: string | undefined;
    }
  /** Never answered, or 429 / 503 to the last. Whether it is in the system nobody can say. */
  | { readonly kind: 'gave-up'; readonly lastStatus: number | undefined };

export interface VotingClientOptions {
  /** Base address of the API. */
  readonly url: string;
  /** Where votes are posted to, e.g. `/api/v1/vote`. */
  readonly path: string;
  readonly connections: number;
  /** Sendings of one vote in all, the first included. */
  readonly maxAttempts: number;
  /** Longest wait that a Retry-After may ask for. */
  readonly longestWaitMs: number;
}

/** Sends votes over keep-alive connections, one request at a time on each, and retries politely. */
export interface VotingClient {
  /**
   * @param idempotencyKey makes all sendings of this vote one submission: an answer that was lost is
   *   asked for again, and counts once
   */
  send(body: string, idempotencyKey: string): Promise<Answer>;
  readonly stats: Readonly<VotingStats>;
  close(): Promise<void>;
}

export interface VotingStats {
  /** Milliseconds from sending to the answer, of every 202. */
  readonly latenciesMs: number[];
  /** Sendings after 429 or 503. */
  retriesAfterRefusal: number;
  /** Sendings after a connection broke or an answer did not come: the first may have arrived (P2). */
  retriesAfterSilence: number;
}

const ANSWER_TIMEOUT_MS = 30_000;
const FIRST_PAUSE_MS = 50;

interface RawAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
}

export function openVotingClient(options: VotingClientOptions): VotingClient {
  const base = new URL(options.url);
  const pool = new Pool(base.origin, {
    connections: options.connections,
    pipelining: 1,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
  const path = `${base.pathname.replace(/\/$/, '')}${options.path}`;
  const stats: VotingStats = { latenciesMs: [], retriesAfterRefusal: 0, retriesAfterSilence: 0 };

  const send = async (body: string, idempotencyKey: string): Promise<Answer> => {
    const request = {
      path,
      method: 'POST' as const,
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body,
    };
    let lastStatus: number | undefined;
    for (let attempt = 1; attempt <= options.maxAttempts; attempt++) {
      const sentAt = performance.now();
      const answer = await dispatch(pool, request);
      lastStatus = answer?.status;
      if (answer?.status === 202) stats.latenciesMs.push(performance.now() - sentAt);
      if (answer !== undefined && answer.status !== 429 && answer.status !== 503) {
        return { kind: 'answered', status: answer.status, submissionId: answer.location?.split('/').at(-1) };
      }
      if (attempt === options.maxAttempts) break;
      if (answer === undefined) stats.retriesAfterSilence += 1;
      else stats.retriesAfterRefusal += 1;
      await pause(pauseMs(answer?.retryAfter, attempt, options.longestWaitMs));
    }
    return { kind: 'gave-up', lastStatus };
  };
  return { send, stats, close: () => pool.close() };
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

/** Undefined when no answer came. undici's request() would cost a stream and an abort signal per vote. */
function dispatch(pool: Pool, request: Dispatcher.DispatchOptions): Promise<RawAnswer | undefined> {
  return new Promise((resolve) => {
    let answer: RawAnswer | undefined;
    pool.dispatch(request, {
      onRequestStart() {
        answer = undefined;
      },
      onResponseStart(_controller, status, headers) {
        answer = {
          status,
          location: single(headers['location']),
          retryAfter: single(headers['retry-after']),
        };
      },
      onResponseData() {
        // The body says nothing that status and Location do not.
      },
      onResponseEnd() {
        resolve(answer);
      },
      onResponseError() {
        resolve(undefined);
      },
    });
  });
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
