import { randomUUID } from 'node:crypto';
import type { LawVote, Retries, Vote, VoteReply, VotingClient } from '@scrutin/voting-load';
import { isAccepted, openVotingClient, paced, voteRequest } from '@scrutin/voting-load';

/** The reply of an API that answered a vote, whether it accepted the vote or not. */
export type AnsweredVote = Exclude<VoteReply, { readonly kind: 'unreachable' }>;

/** A vote that was answered 202 (P1). */
export type AcceptedVote<V extends Vote = LawVote> = V & { readonly submissionId: string };

/** A vote whose last answer was not 202. */
export type RefusedVote<V extends Vote = LawVote> = V & {
  readonly status: number;
  readonly reply: AnsweredVote;
};

/** The result of a load. Every vote is in exactly one of the first three lists. */
export interface VoteRecord<V extends Vote = LawVote> {
  readonly accepted: readonly AcceptedVote<V>[];
  readonly refused: readonly RefusedVote<V>[];
  /** No answer came, and the vote was not sent again. It may or may not have been accepted. */
  readonly unanswered: readonly V[];
  /** Every reply that did not accept the vote, also if the vote was then sent again. */
  readonly setbacks: readonly VoteReply[];
}

/** The record of a load that cast nothing. */
export const NO_VOTES = { accepted: [], refused: [], unanswered: [], setbacks: [] } as const;

/** The record of several loads as one. */
export function joinRecords<V extends Vote>(...records: readonly VoteRecord<V>[]): VoteRecord<V> {
  return {
    accepted: records.flatMap(({ accepted }) => accepted),
    refused: records.flatMap(({ refused }) => refused),
    unanswered: records.flatMap(({ unanswered }) => unanswered),
    setbacks: records.flatMap(({ setbacks }) => setbacks),
  };
}

export interface LoadOptions {
  /** Returns the address for the next attempt. It is called each time, because processes start and end. */
  readonly target: () => string;
  readonly connections?: number;
  /** If absent, votes are sent as fast as answers come. */
  readonly votesPerSecond?: number;
  /**
   * `until-accepted`: after a 503 or a lost answer the same vote is sent again with the same Idempotency-Key, for two
   * minutes at most.
   * `never`: every vote is sent once.
   */
  readonly again?: 'until-accepted' | 'never';
}

/** The waits are shorter than Retry-After asks for, to keep the tests short, and still long enough for the API. */
const UNTIL_ACCEPTED: Retries = {
  maxAttempts: Number.POSITIVE_INFINITY,
  longestWaitMs: 250,
  giveUpAfterMs: 120_000,
};

/** Casts votes on laws or in elections in the background, while a test stops and kills processes. */
export class VoteLoad<V extends Vote = LawVote> {
  readonly #accepted: AcceptedVote<V>[] = [];
  readonly #refused: RefusedVote<V>[] = [];
  readonly #unanswered: V[] = [];
  readonly #setbacks: VoteReply[] = [];
  readonly #hasKeys: boolean;
  readonly #client: VotingClient;
  readonly #milestones: { readonly count: number; readonly reached: () => void }[] = [];
  readonly #done: Promise<VoteRecord<V>>;
  #isStopped = false;
  #isDone = false;

  constructor(votes: Iterable<V>, options: LoadOptions) {
    const { target, connections = 16, votesPerSecond: ratePerSecond, again = 'never' } = options;
    this.#hasKeys = again === 'until-accepted';
    this.#client = openVotingClient({
      target,
      connections,
      ...(this.#hasKeys ? { retries: UNTIL_ACCEPTED } : {}),
      onSetback: (reply) => this.#setbacks.push(reply),
    });
    const isStopped = (): boolean => this.#isStopped;
    this.#done = this.#run(paced(votes, { concurrency: connections, ratePerSecond, isStopped }, this.#cast));
    this.#done.catch(() => undefined); // `done` and `accepted` reject with the error
  }

  /** Resolves when every vote was cast, or, after `stop`, when the requests under way have ended. */
  done(): Promise<VoteRecord<V>> {
    return this.#done;
  }

  /** Sends no further vote and waits for the requests under way. */
  stop(): Promise<VoteRecord<V>> {
    this.#isStopped = true;
    return this.#done;
  }

  get acceptedCount(): number {
    return this.#accepted.length;
  }

  get setbackCount(): number {
    return this.#setbacks.length;
  }

  /** Resolves when `count` votes were answered 202. @throws Error if the load ends before that */
  async accepted(count: number): Promise<void> {
    const reached = new Promise<void>((resolve) => {
      this.#milestones.push({ count, reached: resolve });
      this.#pass();
    });
    await Promise.race([reached, this.#done]);
    if (this.#accepted.length < count)
      throw new Error(`the load ended with ${this.#accepted.length} votes accepted, not ${count}`);
  }

  async #run(casting: Promise<void>): Promise<VoteRecord<V>> {
    try {
      await casting;
    } finally {
      this.#isDone = true;
      await this.#client.close();
    }
    return {
      accepted: this.#accepted,
      refused: this.#refused,
      unanswered: this.#unanswered,
      setbacks: this.#setbacks,
    };
  }

  readonly #cast = async (vote: V): Promise<void> => {
    const reply = await this.#client.cast(voteRequest(vote), this.#hasKeys ? randomUUID() : undefined);
    if (isAccepted(reply)) {
      this.#accepted.push({ ...vote, submissionId: reply.body.request_id });
      this.#pass();
    } else if (reply.kind === 'unreachable') this.#unanswered.push(vote);
    else this.#refused.push({ ...vote, status: reply.status, reply });
  };

  #pass(): void {
    for (const { count, reached } of this.#milestones) {
      if (this.#accepted.length >= count || this.#isDone) reached();
    }
  }
}
