import type { ProblemType } from '@scrutin/contracts/problems';
import type { PublicClient } from '../site/page.ts';
import type { SendVote } from './vote-request.ts';

/** How sending a vote ended. */
export type CastOutcome =
  | {
      readonly kind: 'received';
      readonly id: string;
      /** When the server answered, in milliseconds since the epoch. */
      readonly atMs: number;
      /** True if the server says that this is an earlier vote under the same key: that one is valid. */
      readonly isEarlier: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal;
      /** True if an earlier attempt got no answer: it may have been received all the same. */
      readonly mayBeReceived: boolean;
    }
  /** No answer says whether the vote was received. It can be sent again under the same key. */
  | { readonly kind: 'unconfirmed' };

/** Why the server did not take a vote. This attempt was not recorded. */
export interface Refusal {
  readonly type: ProblemType | undefined;
  readonly title: string;
  readonly detail: string;
  /** The place in the ranking that was not accepted, from 0. */
  readonly place: number | undefined;
}

/** Why the vote is sent again, and when. */
export interface Waiting {
  readonly cause: 'no-answer' | 'busy';
  /** Milliseconds from now. */
  readonly waitMs: number;
}

export interface CastOptions {
  readonly client: PublicClient;
  readonly send: SendVote;
  readonly key: string;
  /** Gives a new key, and remembers it before the vote is sent under it. */
  readonly newKey: () => string;
  readonly now: () => number;
  /** Resolves after the time, or earlier if trying again makes sense earlier. */
  readonly wait: (ms: number) => Promise<void>;
  readonly onWaiting: (waiting: Waiting | undefined) => void;
}

/** After these times the same vote is sent again. Afterwards the voter decides. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** A service or a proxy may ask for more. The voter would have to wait in front of a page on which nothing can be pressed. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Sends a vote until an answer says what became of it. It is sent under the same key each time, so it counts once,
 * however often it arrives.
 */
export async function castVote(options: CastOptions): Promise<CastOutcome> {
  let { key } = options;
  let renewed = false;
  for (let attempt = 0; ; attempt++) {
    const answer = readAnswer(await options.send(options.client, key), options.now);
    if (answer.kind === 'received') return answer;
    if (answer.kind === 'refused') return { ...answer, mayBeReceived: attempt > 0 };
    if (answer.kind === 'rejected-key') {
      // The earlier vote under this key is rejected for ever, so another key makes no second vote of it.
      if (renewed) return { kind: 'unconfirmed' };
      renewed = true;
      key = options.newKey();
      continue;
    }
    const pause = WAITS_MS[attempt];
    if (pause === undefined) return { kind: 'unconfirmed' };
    const waitMs = Math.max(pause, answer.waitMs);
    options.onWaiting({ cause: answer.cause, waitMs });
    await options.wait(waitMs);
    options.onWaiting(undefined);
  }
}

type Answer =
  | Extract<CastOutcome, { readonly kind: 'received' }>
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'rejected-key' }
  | ({ readonly kind: 'again' } & Waiting);

function readAnswer(reply: Awaited<ReturnType<SendVote>>, now: () => number): Answer {
  switch (reply.kind) {
    case 'answered': {
      const date = new Date(reply.header('date') ?? '').getTime();
      const atMs = Number.isNaN(date) ? now() : date;
      return { kind: 'received', id: reply.body.request_id, atMs, isEarlier: false };
    }
    case 'problem': {
      const { type, problem } = reply;
      if (type === 'key-of-rejected-vote') return { kind: 'rejected-key' };
      const earlier =
        type === 'idempotency-key-reused' ? /[^/]+$/.exec(problem.location ?? '')?.[0] : undefined;
      if (earlier !== undefined) return { kind: 'received', id: earlier, atMs: now(), isEarlier: true };
      if (reply.status >= 500 || type === 'request-timeout') {
        // This passes by itself. The vote may have been received.
        return {
          kind: 'again',
          cause: 'busy',
          waitMs: Math.min((problem.retry_after_seconds ?? 0) * 1_000, LONGEST_WAIT_MS),
        };
      }
      const place = /\[(\d+)\]$/.exec(problem.field ?? '')?.[1];
      const { title, detail } = problem;
      const refusal = { type, title, detail, place: place === undefined ? undefined : Number(place) };
      return { kind: 'refused', refusal };
    }
    case 'text':
    case 'unreachable':
    case 'unreadable':
      return { kind: 'again', cause: 'no-answer', waitMs: 0 };
  }
}
