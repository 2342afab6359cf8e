import { randomUUID } from 'node:crypto';
import type { Broker } from '@scrutin/broker';
import { encodeSubmitted, QUEUES } from '@scrutin/contracts';
import type { SubmittedVote } from '@scrutin/contracts';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';
import type { ReceivedCount } from './received-count.ts';
import type { Admission, AdmissionRequest } from '@scrutin/voter-roll';

/** What becomes of a submission at the door. Only `accepted` is answered 202 (P1). */
export type IntakeOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rate-limited'; readonly limit: 'address' | 'guesses'; readonly retryAfterMs: number }
  | { readonly kind: 'idempotency-key-reused' }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'broker-unavailable' };

export interface Submission extends AdmissionRequest {
  readonly vote: SubmittedVote;
}

/** Decides who may submit now; one round trip whatever the number of requests. */
export type Gate = (requests: readonly AdmissionRequest[], nowMs: number) => Promise<readonly Admission[]>;

export interface IntakeOptions {
  readonly gate: Gate;
  readonly broker: Pick<Broker, 'publish'>;
  /** Told of every submission that the broker confirmed. */
  readonly received: Pick<ReceivedCount, 'add'>;
  readonly clock: () => number;
  readonly logger: Logger;
  /** True while the validation queue is above its limit. */
  readonly backlogIsHigh: () => boolean;
  readonly groupMaxVotes: number;
  readonly groupsInFlight: number;
  readonly waitingMaxVotes: number;
  readonly publishTimeoutMs: number;
}

interface Waiting {
  readonly submission: Submission;
  readonly settle: (outcome: IntakeOutcome) => void;
}

const KEY_REUSED: IntakeOutcome = { kind: 'idempotency-key-reused' };
const ACCEPTED: IntakeOutcome = { kind: 'accepted' };
const OVERLOADED: IntakeOutcome = { kind: 'overloaded' };
const UNAVAILABLE: IntakeOutcome = { kind: 'broker-unavailable' };

/**
 * Group commit. Votes that arrive while earlier groups are on their way wait together and then share
 * one question to the gate, one message and one confirm. Alone, a vote leaves at once; in a crowd,
 * groups grow by themselves, and what a vote costs falls. Bounded: `waitingMaxVotes`, then 503.
 *
 * P1: an outcome is `accepted` only after the broker confirmed the message that holds the vote.
 */
export class Intake implements Service {
  readonly name = 'intake';
  readonly #options: IntakeOptions;
  #waiting: Waiting[] = [];
  #groupsInFlight = 0;
  #scheduled = false;
  #gateIsAway = false;
  #idle: (() => void) | undefined;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  submit(submission: Submission): Promise<IntakeOutcome> {
    if (this.#waiting.length >= this.#options.waitingMaxVotes || this.#options.backlogIsHigh()) {
      return Promise.resolve(OVERLOADED);
    }
    return new Promise((settle) => {
      this.#waiting.push({ submission, settle });
      this.#schedule();
    });
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Resolves when every vote taken in has its answer. */
  drain(): Promise<void> {
    if (this.#waiting.length === 0 && this.#groupsInFlight === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle = resolve;
    });
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  /** After the requests that arrived in this turn of the event loop, so that they travel together. */
  #schedule(): void {
    if (this.#scheduled || this.#groupsInFlight >= this.#options.groupsInFlight) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#sendGroups();
    });
  }

  #sendGroups(): void {
    while (this.#waiting.length > 0 && this.#groupsInFlight < this.#options.groupsInFlight) {
      const group = this.#waiting.splice(0, this.#options.groupMaxVotes);
      this.#groupsInFlight += 1;
      void this.#send(group).finally(() => {
        this.#groupsInFlight -= 1;
        if (this.#waiting.length > 0) this.#schedule();
        else if (this.#groupsInFlight === 0) this.#idle?.();
      });
    }
  }

  async #send(group: readonly Waiting[]): Promise<void> {
    const admitted = await this.#admitted(group);
    if (admitted.length === 0) return;
    const { broker, received, publishTimeoutMs } = this.#options;
    try {
      await broker.publish(QUEUES.validation, encodeSubmitted(admitted.map((w) => w.submission.vote)), {
        messageId: randomUUID(),
        items: admitted.length,
        timeoutMs: publishTimeoutMs,
      });
    } catch (error) {
      for (const { settle } of admitted) settle(UNAVAILABLE);
      if (error instanceof TransientError) return; // the broker logged it; the voters have their answer
      throw error;
    }
    for (const { submission, settle } of admitted) {
      received.add(submission.idempotency?.submissionId);
      settle(ACCEPTED);
    }
  }

  /**
   * Answers those who may not submit now and returns the others. With Redis away everybody may: a vote
   * that waits in the queue is worth more than a limit, and nothing is decided about it without Redis.
   */
  async #admitted(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    const { gate, clock, logger } = this.#options;
    let admissions: readonly Admission[];
    try {
      admissions = await gate(
        group.map((w) => w.submission),
        clock(),
      );
    } catch (error) {
      if (!this.#gateIsAway) logger.warn('intake.gate-open', { error });
      this.#gateIsAway = true;
      if (!(error instanceof TransientError)) {
        for (const { settle } of group) settle(UNAVAILABLE);
        throw error;
      }
      return group;
    }
    if (this.#gateIsAway) {
      this.#gateIsAway = false;
      logger.info('intake.gate-restored');
    }
    return group.filter(({ settle }, i) => {
      const admission = admissions[i];
      if (admission === undefined || admission.admitted) return true;
      settle(
        admission.limit === 'idempotency'
          ? KEY_REUSED
          : { kind: 'rate-limited', limit: admission.limit, retryAfterMs: admission.retryAfterMs },
      );
      return false;
    });
  }
}
