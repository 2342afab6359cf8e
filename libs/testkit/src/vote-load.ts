import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient } from './http-client.ts';
import type { HttpAnswer, NoAnswer } from './http-client.ts';
import { requestOf } from './planned-votes.ts';
import type { Planned, PlannedVote } from './planned-votes.ts';

/** A vote that was answered 202 (P1). */
export type AcceptedVote<Vote extends Planned = PlannedVote> = Vote & { readonly submissionId: string };

/** A vote whose last answer was not 202. */
export type RefusedVote<Vote extends Planned = PlannedVote> = Vote & {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  readonly text: string;
};

/** What happened to every vote of a load: each is in exactly one of the first three lists. */
export interface VoteRecord<Vote extends Planned = PlannedVote> {
  readonly accepted: readonly AcceptedVote<Vote>[];
  readonly refused: readonly RefusedVote<Vote>[];
  /** No answer came, and it was not asked again: nobody can say what became of these. */
  readonly unanswered: readonly Vote[];
  /** Every answer on the way that was not 202, those that were asked again included. */
  readonly setbacks: readonly (HttpAnswer | NoAnswer)[];
}

export interface LoadOptions {
  /** Where the next vote goes; asked for every attempt, as processes come and go. */
  readonly target: () => string;
  readonly connections?: number;
  /** As fast as answers come when absent. */
  readonly votesPerSecond?: number;
  /**
   * `until-accepted`: a 503 or a lost answer is followed by the same vote under the same Idempotency-Key, for
   * two minutes at most.
   * `never`: the first answer stands.
   */
  readonly again?: 'until-accepted' | 'never';
}

/** Shorter than Retry-After says, for the sake of a short test; still no flood. */
const PAUSE_MS = 250;
const GIVE_UP_MS = 120_000;

/** Votes, on laws or in elections, being cast in the background while a test breaks things. */
export class VoteLoad<Vote extends Planned = PlannedVote> {
  readonly #accepted: AcceptedVote<Vote>[] = [];
  readonly #refused: RefusedVote<Vote>[] = [];
  readonly #unanswered: Vote[] = [];
  readonly #setbacks: (HttpAnswer | NoAnswer)[] = [];
  readonly #options: LoadOptions;
  readonly #votes: Iterator<Vote>;
  readonly #client: HttpClient;
  readonly #startedMs = performance.now();
  readonly #milestones: { readonly count: number; readonly reached: () => void }[] = [];
  readonly #done: Promise<VoteRecord<Vote>>;
  #begun = 0;
  #isStopped = false;
  #isDone = false;

  constructor(votes: Iterable<Vote>, options: LoadOptions) {
    this.#options = options;
    this.#votes = votes[Symbol.iterator]();
    const connections = options.connections ?? 16;
    this.#client = new HttpClient(connections);
    this.#done = this.#run(connections);
    this.#done.catch(() => undefined); // `done` and `accepted` tell
  }

  /** Everything was cast, or given up after `stop`. */
  done(): Promise<VoteRecord<Vote>> {
    return this.#done;
  }

  /** Begins no further vote and waits for those under way. */
  stop(): Promise<VoteRecord<Vote>> {
    this.#isStopped = true;
    return this.#done;
  }

  get acceptedCount(): number {
    return this.#accepted.length;
  }

  get setbackCount(): number {
    return this.#setbacks.length;
  }

  /** Resolves when so many votes were answered 202. @throws Error when the load ends before */
  async accepted(count: number): Promise<void> {
    const reached = new Promise<void>((resolve) => {
      this.#milestones.push({ count, reached: resolve });
      this.#pass();
    });
    await Promise.race([reached, this.#done]);
    if (this.#accepted.length < count)
      throw new Error(`the load ended with ${this.#accepted.length} votes accepted, not ${count}`);
  }

  async #run(connections: number): Promise<VoteRecord<Vote>> {
    try {
      await Promise.all(Array.from({ length: connections }, () => this.#castOneAfterTheOther()));
    } finally {
      this.#isDone = true;
      this.#client.close();
    }
    return {
      accepted: this.#accepted,
      refused: this.#refused,
      unanswered: this.#unanswered,
      setbacks: this.#setbacks,
    };
  }

  async #castOneAfterTheOther(): Promise<void> {
    while (!this.#isStopped) {
      const next = this.#votes.next();
      if (next.done === true) return;
      await this.#itsTurn();
      await this.#cast(next.value);
    }
  }

  async #itsTurn(): Promise<void> {
    const { votesPerSecond } = this.#options;
    if (votesPerSecond === undefined) return;
    const dueMs = this.#startedMs + (this.#begun++ * 1_000) / votesPerSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
  }

  async #cast(vote: Vote): Promise<void> {
    const { again = 'never' } = this.#options;
    const key = again === 'until-accepted' ? randomUUID() : undefined;
    const giveUpMs = performance.now() + GIVE_UP_MS;
    for (;;) {
      const answer = await castVote(this.#client, this.#options.target, vote, key);
      if (answer.kind === 'answered' && answer.status === 202) {
        const { request_id: submissionId } = JSON.parse(answer.text) as { request_id: string };
        this.#accepted.push({ ...vote, submissionId });
        this.#pass();
        return;
      }
      this.#setbacks.push(answer);
      const isWorthRepeating = answer.kind === 'unanswered' || answer.status === 503;
      if (again === 'never' || !isWorthRepeating || performance.now() > giveUpMs) {
        if (answer.kind === 'answered') {
          const { status, headers, text } = answer;
          this.#refused.push({ ...vote, status, headers, text });
        } else this.#unanswered.push(vote);
        return;
      }
      await delay(PAUSE_MS);
    }
  }

  #pass(): void {
    for (const { count, reached } of this.#milestones) {
      if (this.#accepted.length >= count || this.#isDone) reached();
    }
  }
}

/** One vote, once. `target` may throw while no process listens; that is a lost answer. */
export async function castVote(
  client: HttpClient,
  target: string | (() => string),
  vote: Planned,
  idempotencyKey?: string,
): Promise<HttpAnswer | NoAnswer> {
  let base: string;
  try {
    base = typeof target === 'string' ? target : target();
  } catch (error) {
    return { kind: 'unanswered', neverSent: true, error: error as Error };
  }
  const { path, body } = requestOf(vote);
  return client.send(`${base}${path}`, {
    method: 'POST',
    body,
    headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
  });
}
