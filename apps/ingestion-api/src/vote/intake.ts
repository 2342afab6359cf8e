import { randomUUID } from 'node:crypto';
import type { Broker } from '@scrutin/broker';
import { UnconfirmedError } from '@scrutin/broker';
import type { Receipt, SubmittedVote } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Logger, Service } from '@scrutin/service-runtime';
import { periodic, RecurringLog, TransientError, withDeadline } from '@scrutin/service-runtime';
import type { AdmissionRequest, AdmissionVerdict } from '@scrutin/voter-roll';
import type { GroupReceipts } from './group-receipts.ts';
import type { GuessLimit } from './guess-limit.ts';

/**
 * What becomes of a submission at the API. Only `accepted` is answered 202 (P1). An `unconfirmed` vote was on its way
 * to the broker when its time was over, so it may be counted or not. With every other outcome, the vote was not sent.
 */
export type IntakeOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rate-limited'; readonly limit: 'address' | 'guesses'; readonly retryAfterMs: number }
  | { readonly kind: 'idempotency-key-reused' }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'broker-unavailable' }
  | { readonly kind: 'unconfirmed' };

/** Why no vote is taken now. */
export type IntakeRefusal = Extract<IntakeOutcome, { readonly kind: 'overloaded' | 'broker-unavailable' }>;

/** A vote, with what is needed to check its limits. */
export interface Submission extends AdmissionRequest {
  readonly vote: SubmittedVote;
}

/** Decides which of these requests may be submitted now, with one round trip for all of them. */
type Admit = (requests: readonly AdmissionRequest[], nowMs: number) => Promise<readonly AdmissionVerdict[]>;

/** Counts requests without keeping anything of them. */
interface IntakeWatch {
  requested(submission: Submission, nowMs: number): void;
  guessRefused(submission: Submission, nowMs: number): void;
}

/** What the intake needs, and its limits. */
export interface IntakeOptions {
  /** Limits how many codes one address may try for a NAS. Without it, there is no such limit. */
  readonly guesses?: Pick<GuessLimit, 'judge'>;
  readonly admit: Admit;
  /** Sees every request, and those that are refused because of their guesses. */
  readonly watch?: IntakeWatch;
  readonly broker: Pick<Broker, 'publish' | 'canPublish'>;
  /** Encodes and seals a group (P6). */
  readonly encode: (votes: readonly SubmittedVote[]) => Buffer;
  /** Issues the receipts of groups, and records what became of them (P5). */
  readonly receipts: Pick<GroupReceipts, 'issue' | 'recordFate'>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly logger: Logger;
  /** True while the validation queue is above its limit. */
  readonly backlogIsHigh: () => boolean;
  readonly groupMaxVotes: number;
  readonly groupsInFlight: number;
  /** So many votes may wait for their answer. */
  readonly waitingMaxVotes: number;
  /** The longest time from the arrival of a vote to its answer, even if Redis or the broker is frozen. */
  readonly publishTimeoutMs: number;
  /**
   * How long to wait for `admit`. After that, this group passes without it, and so do the groups of the next second.
   */
  readonly admissionTimeoutMs: number;
}

interface Waiting {
  readonly submission: Submission;
  readonly deadlineMs: number;
  readonly answer: (outcome: IntakeOutcome) => void;
}

/** A group that is on its way to the broker. */
interface Group {
  readonly votes: number;
  /** The oldest time of acceptance of its votes, in milliseconds since the epoch. */
  readonly oldestMs: number;
}

const KEY_REUSED: IntakeOutcome = { kind: 'idempotency-key-reused' };
const ACCEPTED: IntakeOutcome = { kind: 'accepted' };
const OVERLOADED: IntakeRefusal = { kind: 'overloaded' };
const UNAVAILABLE: IntakeRefusal = { kind: 'broker-unavailable' };
const UNCONFIRMED: IntakeOutcome = { kind: 'unconfirmed' };

const SWEEP_MS = 50;
/** A vote with less time left is not sent, because the broker would probably not confirm it in time. */
const SHORTEST_TRY_MS = 25;
/** How long no limits are checked after a check that took too long, so that votes do not queue for it. */
const ADMISSION_SKIPPED_MS = 1_000;

/**
 * Sends votes to the broker in groups (group commit). Votes that arrive while earlier groups are on their way wait and
 * then share one check of their limits, one message and one confirm. A vote that arrives alone is sent immediately.
 * When many arrive, the groups become larger and the cost of a vote falls.
 * At most `waitingMaxVotes` votes wait for their answer; then the API answers 503.
 *
 * The time of a vote begins when it arrives. A group has the time that is left to its oldest vote. A vote whose time is
 * over before it was sent is answered as unavailable, and so are all votes that wait while the broker takes none.
 *
 * P1: an outcome is `accepted` only after the broker has confirmed the message that contains the vote.
 */
export class Intake implements Service {
  readonly name = 'intake';
  readonly #options: IntakeOptions;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #admissionIsDown = false;
  #skipAdmissionUntilMs = 0;
  #onIdle: (() => void) | undefined;
  readonly #sweeping: Service;
  readonly #recurring: RecurringLog;
  readonly #inFlight = new Set<Group>();

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#recurring = new RecurringLog(options.logger);
    this.#sweeping = periodic({
      name: 'intake-sweep',
      everyMs: SWEEP_MS,
      task: () => {
        this.#sweep();
        return Promise.resolve();
      },
      onError: (error) => {
        this.#recurring.error('background.failed', 'intake-sweep', { work: 'intake-sweep', error });
      },
    });
  }

  /** How many votes wait for their answer. */
  get waiting(): number {
    let votes = this.#waiting.length;
    for (const group of this.#inFlight) votes += group.votes;
    return votes;
  }

  /** Why a vote that arrives now would be refused; undefined if it would be taken. */
  refusal(): IntakeRefusal | undefined {
    return this.#refusal(1, this.#options.clock());
  }

  /**
   * Every vote that was accepted before this time (milliseconds since the epoch) has its answer. No older vote can
   * still arrive, because a vote that reaches the intake after its deadline is refused.
   */
  get completeThroughMs(): number {
    const { clock, publishTimeoutMs } = this.#options;
    let through = clock() - publishTimeoutMs;
    for (const { oldestMs } of this.#inFlight) through = Math.min(through, oldestMs);
    for (const { submission } of this.#waiting) through = Math.min(through, submission.vote.acceptedAtMs);
    return through;
  }

  /** Resolves with the outcome of a submission within `publishTimeoutMs`, and never rejects. */
  submit(submission: Submission): Promise<IntakeOutcome> {
    const refusal = this.#refusal(1, submission.vote.acceptedAtMs) ?? this.#guessRefusal(submission);
    if (refusal !== undefined) return Promise.resolve(refusal);
    return new Promise((answer) => {
      const deadlineMs = performance.now() + this.#options.publishTimeoutMs;
      this.#waiting.push({ submission, deadlineMs, answer });
      this.#schedule();
    });
  }

  /**
   * Submits votes that came in one request, in as few groups as possible. Resolves with their outcomes, in their order,
   * within `publishTimeoutMs`, and never rejects. If not all of them may wait, none is sent.
   */
  submitAll(submissions: readonly Submission[]): Promise<readonly IntakeOutcome[]> {
    const [first] = submissions;
    if (first === undefined) return Promise.resolve([]);
    const refusal = this.#refusal(submissions.length, first.vote.acceptedAtMs);
    if (refusal !== undefined) return Promise.resolve(submissions.map(() => refusal));
    return new Promise((resolve) => {
      const deadlineMs = performance.now() + this.#options.publishTimeoutMs;
      const outcomes: IntakeOutcome[] = [];
      let unanswered = submissions.length;
      for (const [i, submission] of submissions.entries()) {
        const answer = (outcome: IntakeOutcome): void => {
          outcomes[i] = outcome;
          unanswered -= 1;
          if (unanswered === 0) resolve(outcomes);
        };
        const refused = this.#guessRefusal(submission);
        if (refused !== undefined) answer(refused);
        else this.#waiting.push({ submission, deadlineMs, answer });
      }
      this.#schedule();
    });
  }

  /** Starts the sweeping, which answers votes whose time is over. */
  start(): Promise<void> {
    return this.#sweeping.start();
  }

  /** Resolves when every submitted vote has its answer. The sweeping goes on meanwhile. */
  drain(): Promise<void> {
    if (this.#waiting.length === 0 && this.#inFlight.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle = resolve;
    });
  }

  stop(): Promise<void> {
    return this.#sweeping.stop();
  }

  /** Why votes are not taken now; undefined if they are. */
  #refusal(votes: number, acceptedAtMs: number): IntakeRefusal | undefined {
    const { clock, publishTimeoutMs, waitingMaxVotes, backlogIsHigh, broker } = this.#options;
    if (clock() - acceptedAtMs >= publishTimeoutMs) return UNAVAILABLE;
    if (this.waiting + votes > waitingMaxVotes || backlogIsHigh()) return OVERLOADED;
    return broker.canPublish() ? undefined : UNAVAILABLE;
  }

  /** Counts the request, and refuses it if its address has tried too many codes for its NAS. */
  #guessRefusal(submission: Submission): IntakeOutcome | undefined {
    const { watch, guesses, clock } = this.#options;
    const { address, guessKey, vote } = submission;
    const nowMs = clock();
    watch?.requested(submission, nowMs);
    const guess = guesses?.judge(address, guessKey, vote.credentialHash, nowMs);
    if (guess === undefined || guess.admitted) return undefined;
    watch?.guessRefused(submission, nowMs);
    return { kind: 'rate-limited', limit: guess.limit, retryAfterMs: guess.retryAfterMs };
  }

  /**
   * Sends a group if one may be sent. A full one is sent at once. Another waits for the requests of this turn of the
   * event loop, so that they share it; under overload a turn may last for seconds.
   */
  #schedule(): void {
    if (!this.#maySend()) return;
    if (this.#waiting.length >= this.#options.groupMaxVotes) this.#sendGroups();
    else if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#sendGroups();
      });
    }
  }

  #maySend(): boolean {
    return this.#waiting.length > 0 && this.#inFlight.size < this.#options.groupsInFlight;
  }

  /** Answers the votes whose time is over, or all votes if the broker takes none. None of them was sent. */
  #sweep(): void {
    if (this.#waiting.length === 0) return;
    if (!this.#options.broker.canPublish()) {
      for (const { answer } of this.#waiting.splice(0)) answer(UNAVAILABLE);
    } else {
      const soonMs = performance.now() + SHORTEST_TRY_MS;
      const firstInTime = this.#waiting.findIndex(({ deadlineMs }) => deadlineMs > soonMs);
      const late = this.#waiting.splice(0, firstInTime === -1 ? this.#waiting.length : firstInTime);
      for (const { answer } of late) answer(UNAVAILABLE);
    }
    if (this.#waiting.length === 0 && this.#inFlight.size === 0) this.#onIdle?.();
  }

  #sendGroups(): void {
    this.#sweep();
    while (this.#maySend()) {
      const group = this.#waiting.splice(0, this.#options.groupMaxVotes);
      const oldestMs = Math.min(...group.map(({ submission }) => submission.vote.acceptedAtMs));
      const sent: Group = { votes: group.length, oldestMs };
      this.#inFlight.add(sent);
      void this.#send(group).finally(() => {
        this.#inFlight.delete(sent);
        if (this.#waiting.length > 0) this.#schedule();
        else if (this.#inFlight.size === 0) this.#onIdle?.();
      });
    }
  }

  async #send(group: readonly Waiting[]): Promise<void> {
    const admitted = await this.#admitted(group);
    const oldest = admitted[0];
    if (oldest === undefined) return;
    const { broker, encode, receipts } = this.#options;
    let receipt: Receipt;
    try {
      receipt = receipts.issue(admitted.map(({ submission }) => submission));
    } catch (error) {
      for (const { answer } of admitted) answer(UNAVAILABLE);
      this.#recurring.error('intake.failed', 'receipt', { error });
      return;
    }
    try {
      await broker.publish(QUEUES.validation, encode(votesWith(receipt, admitted)), {
        messageId: randomUUID(),
        items: admitted.length,
        timeoutMs: oldest.deadlineMs - performance.now(),
        failFast: true,
        onLateConfirm() {
          receipts.recordFate(receipt, 'accepted'); // It was reported as unknown before.
        },
      });
    } catch (error) {
      const isUnknown = error instanceof UnconfirmedError;
      receipts.recordFate(receipt, isUnknown ? 'unknown' : 'unsent');
      for (const { answer } of admitted) answer(isUnknown ? UNCONFIRMED : UNAVAILABLE);
      // The connection to the broker has already logged transient errors.
      if (!(error instanceof TransientError)) this.#recurring.error('intake.failed', 'publish', { error });
      return;
    }
    receipts.recordFate(receipt, 'accepted');
    for (const { answer } of admitted) answer(ACCEPTED);
  }

  /**
   * Answers the votes that are over a limit, and returns the others. If the limits cannot be checked, because Redis is
   * unavailable or for any other reason, all votes pass: accepting a vote matters more than a limit, and whether it is
   * counted is decided later.
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
    return group.filter(({ answer, submission }, i) => {
      const admission = admissions[i];
      if (admission === undefined || admission.admitted) return true;
      if (admission.limit === 'guesses') this.#options.watch?.guessRefused(submission, this.#options.clock());
      answer(
        admission.limit === 'idempotency'
          ? KEY_REUSED
          : { kind: 'rate-limited', limit: admission.limit, retryAfterMs: admission.retryAfterMs },
      );
      return false;
    });
  }

  #askAdmission(group: readonly Waiting[]): Promise<readonly AdmissionVerdict[]> {
    const { admit, clock, admissionTimeoutMs } = this.#options;
    const requests = group.map(({ submission }) => submission);
    const timeoutMs = Math.min(admissionTimeoutMs, (group[0]?.deadlineMs ?? 0) - performance.now());
    return withDeadline(admit(requests, clock()), timeoutMs, () => {
      this.#skipAdmissionUntilMs = performance.now() + ADMISSION_SKIPPED_MS;
      throw new TransientError(`the limits were not checked within ${Math.round(timeoutMs)} ms`);
    });
  }
}

/** The votes of a group. The first one carries the receipt. */
function votesWith(receipt: Receipt, group: readonly Waiting[]): SubmittedVote[] {
  return group.map(({ submission: { vote } }, i) => (i === 0 ? { ...vote, receipts: [receipt] } : vote));
}
