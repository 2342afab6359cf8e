import { randomUUID } from 'node:crypto';
import type { Broker } from '@scrutin/broker';
import { UnconfirmedError } from '@scrutin/broker';
import type { Receipt, SubmittedVote } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Logger, Service } from '@scrutin/service-runtime';
import { RecurringLog, TransientError } from '@scrutin/service-runtime';
import type { AdmissionRequest, AdmissionVerdict } from '@scrutin/voter-roll';
import type { GroupReceipts } from './group-receipts.ts';
import type { GuessLimit } from './guess-limit.ts';

/**
 * What becomes of a submission at the door. Only `accepted` is answered 202 (P1). `unconfirmed` was on its way to the
 * broker when its time was over: it may be counted or not. With every other answer the vote is nowhere.
 */
export type IntakeOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rate-limited'; readonly limit: 'address' | 'guesses'; readonly retryAfterMs: number }
  | { readonly kind: 'idempotency-key-reused' }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'broker-unavailable' }
  | { readonly kind: 'unconfirmed' };

export interface Submission extends AdmissionRequest {
  readonly vote: SubmittedVote;
}

/** Decides who may submit now; one round trip whatever the number of requests. */
type Admit = (requests: readonly AdmissionRequest[], nowMs: number) => Promise<readonly AdmissionVerdict[]>;

export interface IntakeOptions {
  /** Holds back an address that tries one code after the other for a NAS; none unless given. */
  readonly guesses?: Pick<GuessLimit, 'judge'>;
  readonly admit: Admit;
  readonly broker: Pick<Broker, 'publish' | 'canPublish'>;
  /** How a group travels: sealed (P6). */
  readonly encode: (votes: readonly SubmittedVote[]) => Buffer;
  /** Told of every group that is published and what became of it (P5). */
  readonly receipts: Pick<GroupReceipts, 'issue' | 'settle'>;
  readonly clock: () => number;
  readonly logger: Logger;
  /** True while the validation queue is above its limit. */
  readonly backlogIsHigh: () => boolean;
  readonly groupMaxVotes: number;
  readonly groupsInFlight: number;
  readonly waitingMaxVotes: number;
  /** From the arrival of a vote to its answer, whatever is frozen meanwhile. */
  readonly publishTimeoutMs: number;
  /** How long to wait for `admit`. After that, this group passes without it, and so do the groups of the next second. */
  readonly admissionTimeoutMs: number;
}

interface Waiting {
  readonly submission: Submission;
  readonly deadlineMs: number;
  readonly settle: (outcome: IntakeOutcome) => void;
}

const KEY_REUSED: IntakeOutcome = { kind: 'idempotency-key-reused' };
const ACCEPTED: IntakeOutcome = { kind: 'accepted' };
const OVERLOADED: IntakeOutcome = { kind: 'overloaded' };
const UNAVAILABLE: IntakeOutcome = { kind: 'broker-unavailable' };
const UNCONFIRMED: IntakeOutcome = { kind: 'unconfirmed' };

const SWEEP_MS = 50;
/** A vote with less time left is not sent any more: it would end unconfirmed. */
const SHORTEST_TRY_MS = 25;
/** After a question that was not answered in time the next groups pass without one, so that votes do not queue for it. */
const ADMISSION_SKIPPED_MS = 1_000;

/**
 * Group commit. Votes that arrive while earlier groups are on their way wait together and then share
 * one question to the gate, one message and one confirm. Alone, a vote leaves at once; in a crowd,
 * groups grow by themselves, and what a vote costs falls. Bounded: `waitingMaxVotes`, then 503.
 *
 * A vote's time begins when it arrives. A group has what is left of its oldest vote; whoever still waits for a group when
 * the time is over is answered without being sent, and while the broker takes nothing nobody waits at all.
 *
 * P1: an outcome is `accepted` only after the broker confirmed the message that holds the vote.
 */
export class Intake implements Service {
  readonly name = 'intake';
  readonly #options: IntakeOptions;
  #waiting: Waiting[] = [];
  #groupsInFlight = 0;
  #scheduled = false;
  #admissionIsDown = false;
  #skipAdmissionUntilMs = 0;
  #idle: (() => void) | undefined;
  readonly #sweeper: NodeJS.Timeout;
  readonly #recurring: RecurringLog;
  /** The oldest time of acceptance in each group that is on its way. */
  readonly #oldestOnTheirWay = new Set<{ readonly atMs: number }>();

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#recurring = new RecurringLog(options.logger);
    this.#sweeper = setInterval(() => {
      this.#sweep();
    }, SWEEP_MS);
    this.#sweeper.unref();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Every vote accepted before this time (ms since the epoch) has its answer. A vote that reaches the intake later than
   * its deadline is refused, so that none older than that can still come.
   */
  get completeThroughMs(): number {
    const { clock, publishTimeoutMs } = this.#options;
    let through = clock() - publishTimeoutMs;
    for (const { atMs } of this.#oldestOnTheirWay) through = Math.min(through, atMs);
    for (const { submission } of this.#waiting) through = Math.min(through, submission.vote.acceptedAtMs);
    return through;
  }

  submit(submission: Submission): Promise<IntakeOutcome> {
    if (this.#options.clock() - submission.vote.acceptedAtMs >= this.#options.publishTimeoutMs) {
      return Promise.resolve(UNAVAILABLE);
    }
    if (this.#waiting.length >= this.#options.waitingMaxVotes || this.#options.backlogIsHigh()) {
      return Promise.resolve(OVERLOADED);
    }
    if (!this.#options.broker.canPublish()) return Promise.resolve(UNAVAILABLE);
    const { address, guessKey, vote } = submission;
    const guess = this.#options.guesses?.judge(address, guessKey, vote.credentialHash, this.#options.clock());
    if (guess?.admitted === false) {
      return Promise.resolve({ kind: 'rate-limited', limit: guess.limit, retryAfterMs: guess.retryAfterMs });
    }
    return new Promise((settle) => {
      const deadlineMs = performance.now() + this.#options.publishTimeoutMs;
      this.#waiting.push({ submission, deadlineMs, settle });
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
    clearInterval(this.#sweeper);
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

  /** Answers those whose time is over, or all while the broker takes nothing. None of these votes was sent. */
  #sweep(): void {
    if (this.#waiting.length === 0) return;
    if (!this.#options.broker.canPublish()) {
      for (const { settle } of this.#waiting.splice(0)) settle(UNAVAILABLE);
    } else {
      const soonMs = performance.now() + SHORTEST_TRY_MS;
      const inTime = this.#waiting.findIndex(({ deadlineMs }) => deadlineMs > soonMs);
      const late = this.#waiting.splice(0, inTime === -1 ? this.#waiting.length : inTime);
      for (const { settle } of late) settle(UNAVAILABLE);
    }
    if (this.#waiting.length === 0 && this.#groupsInFlight === 0) this.#idle?.();
  }

  #sendGroups(): void {
    this.#sweep();
    while (this.#waiting.length > 0 && this.#groupsInFlight < this.#options.groupsInFlight) {
      const group = this.#waiting.splice(0, this.#options.groupMaxVotes);
      const oldest = { atMs: Math.min(...group.map(({ submission }) => submission.vote.acceptedAtMs)) };
      this.#oldestOnTheirWay.add(oldest);
      this.#groupsInFlight += 1;
      void this.#send(group).finally(() => {
        this.#oldestOnTheirWay.delete(oldest);
        this.#groupsInFlight -= 1;
        if (this.#waiting.length > 0) this.#schedule();
        else if (this.#groupsInFlight === 0) this.#idle?.();
      });
    }
  }

  async #send(group: readonly Waiting[]): Promise<void> {
    const admitted = await this.#admitted(group);
    const oldest = admitted[0];
    if (oldest === undefined) return;
    const { broker, encode, receipts } = this.#options;
    const receipt = receipts.issue(admitted.map((w) => w.submission));
    try {
      await broker.publish(QUEUES.validation, encode(votesWith(receipt, admitted)), {
        messageId: randomUUID(),
        items: admitted.length,
        timeoutMs: oldest.deadlineMs - performance.now(),
        failFast: true,
        onLateConfirm() {
          receipts.settle(receipt, 'accepted'); // reported as unknown before, it has arrived
        },
      });
    } catch (error) {
      const isUnknown = error instanceof UnconfirmedError;
      receipts.settle(receipt, isUnknown ? 'unknown' : 'unsent');
      for (const { settle } of admitted) settle(isUnknown ? UNCONFIRMED : UNAVAILABLE);
      // The broker's connection has logged what is away. The voters have their answer, whatever the error.
      if (!(error instanceof TransientError)) this.#recurring.error('intake.failed', 'publish', { error });
      return;
    }
    receipts.settle(receipt, 'accepted');
    for (const { settle } of admitted) settle(ACCEPTED);
  }

  /**
   * Answers those who may not submit now and returns the others. With Redis away, or whatever else keeps the
   * gate from answering, everybody may: a vote that waits in the queue is worth more than a limit, and nothing
   * is decided about it without Redis.
   */
  async #admitted(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    if (performance.now() < this.#skipAdmissionUntilMs) return group;
    const { logger } = this.#options;
    let admissions: readonly AdmissionVerdict[];
    try {
      admissions = await this.#askAdmission(group);
    } catch (error) {
      if (!this.#admissionIsDown) logger.warn('intake.admission-skipped', { error });
      this.#admissionIsDown = true;
      if (!(error instanceof TransientError)) this.#recurring.error('intake.failed', 'admission', { error });
      return group;
    }
    if (this.#admissionIsDown) {
      this.#admissionIsDown = false;
      logger.info('intake.admission-restored');
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

  async #askAdmission(group: readonly Waiting[]): Promise<readonly AdmissionVerdict[]> {
    const { admit, clock, admissionTimeoutMs } = this.#options;
    const requests = group.map((w) => w.submission);
    const timeoutMs = Math.min(admissionTimeoutMs, (group[0]?.deadlineMs ?? 0) - performance.now());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.#skipAdmissionUntilMs = performance.now() + ADMISSION_SKIPPED_MS;
        reject(new TransientError(`the limits were not checked within ${Math.round(timeoutMs)} ms`));
      }, timeoutMs);
    });
    try {
      return await Promise.race([admit(requests, clock()), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The votes of a group, of which the first carries the receipt. */
function votesWith(receipt: Receipt, group: readonly Waiting[]): SubmittedVote[] {
  return group.map(({ submission: { vote } }, i) => (i === 0 ? { ...vote, receipts: [receipt] } : vote));
}
