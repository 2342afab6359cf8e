import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Reply } from '@scrutin/api-client';
import type { PublicRoutes } from '@scrutin/contracts/public';
import { openPublicClient } from './public-client.ts';
import type { Vote, VoteRequest, VoteRouteName } from './vote-request.ts';
import { voteRequest } from './vote-request.ts';

/** The outcome of sending one vote. After 429, 503 or no answer, the same vote may be sent again. */
export type VoteReply = Reply<PublicRoutes[VoteRouteName]>;

/** The reply of an API that accepted the vote. */
export type AcceptedReply = Extract<VoteReply, { readonly kind: 'answered' }>;

/** How a vote is sent again after a temporary refusal, or if no answer came. */
export interface Retries {
  /** The number of times that one vote is sent, with the first time. */
  readonly maxAttempts: number;
  /** The longest wait in milliseconds, even if Retry-After asks for more. */
  readonly longestWaitMs: number;
  /** A vote is not sent again after this time since it was first sent; without limit if absent. */
  readonly giveUpAfterMs?: number;
}

export interface VotingClientOptions {
  /** The address of the API, or a function that returns it. It is called each time, because processes start and end. */
  readonly target: string | (() => string);
  readonly connections: number;
  /** The address of this machine that sends the votes; the system chooses one if it is absent. */
  readonly localAddress?: string;
  /** If absent, each vote is sent once. */
  readonly retries?: Retries;
  /** Called with every reply that does not accept the vote, also if the vote is then sent again. */
  readonly onSetback?: (reply: VoteReply) => void;
}

/** Sends votes over connections that stay open, with one request at a time on each, and waits before it repeats one. */
export interface VotingClient {
  /**
   * Sends a vote until it gets a final answer, or until `retries` allows no further attempt.
   *
   * @param idempotencyKey makes one submission of all attempts: if an answer is lost, the next attempt gets it, and the
   *   vote counts once
   * @returns the last reply
   */
  cast(request: VoteRequest, idempotencyKey?: string): Promise<VoteReply>;
  readonly stats: Readonly<VotingStats>;
  close(): Promise<void>;
}

interface VotingStats {
  /** The milliseconds from sending to the answer, of every 202. */
  readonly latenciesMs: number[];
  /** The number of times that a vote was sent again after 429 or 503. */
  retriesAfterRefusal: number;
  /** The number of times that a vote was sent again because no answer came. The first one may have arrived (P2). */
  retriesAfterSilence: number;
}

const FIRST_PAUSE_MS = 50;
const ONCE: Retries = { maxAttempts: 1, longestWaitMs: 0 };

export function openVotingClient(options: VotingClientOptions): VotingClient {
  const { target, connections, localAddress, retries = ONCE, onSetback } = options;
  const client = openPublicClient(target, connections, localAddress);
  const stats: VotingStats = { latenciesMs: [], retriesAfterRefusal: 0, retriesAfterSilence: 0 };

  const cast = async (request: VoteRequest, idempotencyKey?: string): Promise<VoteReply> => {
    const begunMs = performance.now();
    for (let attempt = 1; ; attempt++) {
      const sentMs = performance.now();
      const reply = await send(client, request, idempotencyKey);
      if (isAccepted(reply)) {
        stats.latenciesMs.push(performance.now() - sentMs);
        return reply;
      }
      onSetback?.(reply);
      const isLate = performance.now() - begunMs > (retries.giveUpAfterMs ?? Number.POSITIVE_INFINITY);
      if (!isWorthRepeating(reply) || attempt >= retries.maxAttempts || isLate) return reply;
      if (reply.kind === 'unreachable') stats.retriesAfterSilence += 1;
      else stats.retriesAfterRefusal += 1;
      await delay(pauseMs(retryAfterOf(reply), attempt, retries.longestWaitMs));
    }
  };
  return { cast, stats, close: () => client.close() };
}

/** Sends one vote once. */
export function castVote(
  client: Client<PublicRoutes>,
  vote: Vote,
  idempotencyKey?: string,
): Promise<VoteReply> {
  return send(client, voteRequest(vote), idempotencyKey);
}

function send(
  client: Client<PublicRoutes>,
  { route, body }: VoteRequest,
  idempotencyKey: string | undefined,
): Promise<VoteReply> {
  const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return client.callWithText(route, { text: body, headers });
}

/** True if the API answered 202: the vote is in the system (P1). */
export function isAccepted(reply: VoteReply): reply is AcceptedReply {
  return reply.kind === 'answered';
}

/** True after 429, 503 or no answer: nobody can say whether the vote is in the system. */
export function isWorthRepeating(reply: VoteReply): boolean {
  return reply.kind === 'unreachable' || reply.status === 429 || reply.status === 503;
}

/**
 * The pause before a vote is sent again: what Retry-After asks for in seconds (RFC 9110 10.2.3), or a pause that
 * doubles with each attempt. A random part of up to half of it is added, so that voters who were refused together do
 * not come back together.
 */
export function pauseMs(
  retryAfter: string | null,
  attempt: number,
  longestWaitMs: number,
  spread: () => number = Math.random,
): number {
  const asked = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const wanted = asked ?? FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10);
  return Math.min(wanted, longestWaitMs) * (1 + spread() / 2);
}

function retryAfterOf(reply: VoteReply): string | null {
  return reply.kind === 'unreachable' ? null : reply.header('retry-after');
}
