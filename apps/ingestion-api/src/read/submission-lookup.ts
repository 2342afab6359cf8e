import type { BallotStore, SubmissionStatus } from '@scrutin/ballot-store';
import type { SubmissionId } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';

export interface SubmissionLookupOptions {
  readonly store: Pick<BallotStore, 'submissionStatus'>;
  /** How old the answer may be of a submission that was not settled, in milliseconds. */
  readonly cacheMs: number;
  /** Questions to the database at a time, those that wait for a connection included; beyond it the answer is 503. */
  readonly atOnceMax?: number;
  /** Answers that are kept; the oldest is forgotten first. */
  readonly keptMax?: number;
  /** Never goes back, in milliseconds. */
  readonly now?: () => number;
}

/** A settled fate does not change, but a restored database may know less: it is read again after so long. */
const SETTLED_MAX_AGE_MS = 10_000;
/** So short that nobody who waits for a vote to be counted notices the cache. */
const QUEUED_MAX_AGE_MS = 500;

/**
 * What became of submissions, which clients ask for again and again: those who ask for the same one share one question
 * to the database or get the last answer, and a flood of questions is refused rather than queued without end.
 */
export class SubmissionLookup {
  readonly #options: Required<SubmissionLookupOptions>;
  readonly #kept = new Map<
    SubmissionId,
    { readonly status: SubmissionStatus | undefined; readonly untilMs: number }
  >();
  readonly #underway = new Map<SubmissionId, Promise<SubmissionStatus | undefined>>();

  constructor(options: SubmissionLookupOptions) {
    this.#options = { atOnceMax: 200, keptMax: 10_000, now: () => performance.now(), ...options };
  }

  /** @throws TransientError when the database is away, or too many ask */
  status(id: SubmissionId): Promise<SubmissionStatus | undefined> {
    const kept = this.#kept.get(id);
    if (kept !== undefined && this.#options.now() < kept.untilMs) return Promise.resolve(kept.status);
    const underway = this.#underway.get(id);
    if (underway !== undefined) return underway;
    if (this.#underway.size >= this.#options.atOnceMax) {
      return Promise.reject(new TransientError('Too many requests ask for submissions at the same time.'));
    }
    const asking = this.#ask(id).finally(() => this.#underway.delete(id));
    this.#underway.set(id, asking);
    return asking;
  }

  async #ask(id: SubmissionId): Promise<SubmissionStatus | undefined> {
    const status = await this.#options.store.submissionStatus(id);
    const { cacheMs, keptMax, now } = this.#options;
    this.#kept.delete(id); // to the end: the oldest is first
    const maxAgeMs =
      status === undefined || cacheMs === 0 ? Math.min(cacheMs, QUEUED_MAX_AGE_MS) : SETTLED_MAX_AGE_MS;
    this.#kept.set(id, { status, untilMs: now() + maxAgeMs });
    if (this.#kept.size > keptMax) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return status;
  }
}
